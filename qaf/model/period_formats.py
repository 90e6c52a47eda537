"""X"""

_FIELDS = {
    "d": r"(?P<d>[0-9]{1,2})",
    "m": r"(?P<m>[0-9]{1,2})",
    "b": r"(?P<b>[a-z]{3,9})\.?",
    "B": r"(?P<b>[a-z]{3,9})\.?",
    "a": r"[a-z]{3,9}",
    "A": r"[a-z]{3,9}",
    "H": r"[0-9]{1,2}",
    "M": r"[0-9]{1,2}",
    "S": r"[0-9]{1,2}",
    "%": "%",
}


def _by_format(text: str, format_: str, way: Way) -> Period:
    if format_.strip().casefold() == "excel":
        return _from_excel(text)
    pattern = _format_pattern(format_)
    match = pattern.fullmatch(text)
    if match is None:
        raise PeriodError(
            f"`{shown(text)}` is not written as the recipe's `format: {shown(format_)}` says.",
            f"This is not written as the recipe's `format: {shown(format_)}` says.",
        )
    parts = match.groupdict()
    year, second, day = parts["y"], parts.get("z"), parts.get("d")
    if second is not None:
        year = year if len(year) == 4 else str(two_digit_year(year))
        found = years_of(f"{year}-{second}", way)
        assert found is not None  # a year of four digits and one of two or four have that shape
        return months_period(*found, way)
    month = int(parts["m"]) if parts.get("m") else month_number(parts["b"]) if parts.get("b") else 0
    if not month:
        found = years_of(str(two_digit_year(year)), way)
        if found is None:
            raise PeriodError(f"`{shown(text)}` lies outside the years that qaf keeps.")
        return months_period(*found, way)
    if day is None:
        day_period(two_digit_year(year), month, 1, text)
        return months_period(two_digit_year(year) * 12 + month - 1, 1, way)
    return day_period(two_digit_year(year), month, int(day), text)


@lru_cache(maxsize=64)
def _format_pattern(format_: str) -> re.Pattern[str]:
    pieces, used = [], ""
    for piece in re.findall(r"%.|\s+|.", tidied_format := " ".join(format_.split())):
        letter = piece[1:]
        if letter in ("Y", "y"):
            group = "y" if "y" not in used else "z"
            pieces.append(rf"(?P<{group}>(?:19|20|21)[0-9]{{2}})" if letter == "Y" else rf"(?P<{group}>[0-9]{{2}})")
            used += group
        elif letter in _FIELDS and letter:
            pieces.append(_FIELDS[letter])
            used += letter.replace("B", "b")
        elif piece[0] == "%":
            used += "!"
        else:
            pieces.append(" " if piece.isspace() else ".?" if piece == "?" else rf" ?{re.escape(piece.casefold())} ?")
    wrong = "!" in used or any(used.count(letter) > 1 for letter in "yzdmb") or ("m" in used and "b" in used)
    if wrong or "y" not in used or ("d" in used and not set(used) & {"m", "b"}):
        raise PeriodError(
            f"`{shown(tidied_format)}` is no format of a date. Write %d for the day, %m for the month's number, %B for its "
            "name and %Y for the year, as in `%d/%m/%Y`."
        )
    return re.compile("".join(pieces))


def _from_excel(text: str) -> Period:
    match = re.fullmatch(r"([0-9]{2,6})(?:\.[0-9]+)?", text)
    days = int(match[1]) if match else 0
    if not 61 <= days <= 109_574:  # 1 March 1900, before which Excel counts a day too many, to the end of 2199
        raise PeriodError(f"`{shown(text)}` is not a date number of Excel's.", "This is not a date number of Excel's.")
    day = date(1899, 12, 30) + timedelta(days=days)
    return Period(day, day, PeriodKind.DAY)


