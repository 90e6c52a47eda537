"""The book in a real browser, used: filters, switches, keyboard, deep links, and what is hostile in it."""

from __future__ import annotations

import re

AREA_KINDS = """\
id: second
name: The second area
group: wider
priority: 2
measures:
  - {id: spoken, kind: quality, text: Spoken to, unit: percent, base: children, covers: whole_group, key: true,
     better: higher}
"""
FIGURES_KINDS = (
    "measure,period,numerator,denominator\nspoken,2023/24,500,1000\nspoken,2024/25,800,1000\n"
    "repeat-referrals,2023/24,383,1878\nrepeat-referrals,2024/25,339,1879\nreferrals,2024/25,1879,\n"
)


def _two_areas(opened, **options):
    page, messages = opened(files={"areas/second.yaml": AREA_KINDS}, **options)
    assert messages == []
    return page


def test_the_book_has_no_script_and_its_policy_allows_none(opened):
    page, _ = opened()
    assert page.locator("script").count() == 0
    policy = page.locator("meta[http-equiv]").get_attribute("content")
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_one_kind_can_be_shown_alone_and_all_again(opened):
    page = _two_areas(opened)
    outcome, line = page.locator("#front-door .panel-outcome"), page.locator("#referrals")
    assert outcome.is_visible()
    assert line.is_visible()
    page.get_by_label("Quality", exact=True).check()
    assert not outcome.is_visible()
    assert page.locator("#front-door .filtered").is_visible()
    page.get_by_label("Outcome", exact=True).check()
    assert outcome.is_visible()
    assert not line.is_visible()
    page.get_by_label("All measures").check()
    assert line.is_visible()
    assert not page.locator("#front-door .filtered").is_visible()


def test_only_what_changed_can_be_shown(opened):
    page, _ = opened(files={"areas/second.yaml": AREA_KINDS}, figures=FIGURES_KINDS)
    page.get_by_label("Only what changed").check()
    assert page.locator("#spoken").is_visible()
    assert not page.locator("#repeat-referrals").is_visible()


def test_each_graph_turns_into_its_table_and_back_by_keyboard(opened):
    page, _ = opened()
    panel = page.locator("#repeat-referrals")
    switch = panel.get_by_role("switch")
    assert panel.locator("figure.chart").is_visible()
    assert not panel.locator(".tabled").is_visible()
    switch.focus()
    page.keyboard.press("Space")
    assert not panel.locator("figure.chart").is_visible()
    assert panel.locator(".tabled table").inner_text().count("18.0") == 1
    page.keyboard.press("Space")
    assert panel.locator("figure.chart").is_visible()


def test_all_graphs_turn_into_tables_at_once(opened):
    page, _ = opened()
    page.get_by_label("Tables instead of graphs").check()
    assert page.locator(".panel figure.chart:visible").count() == 0
    assert page.locator(".panel .tabled:visible").count() == page.locator(".panel .tabled").count() > 0


def test_on_paper_every_graph_stands_whatever_was_switched(opened):
    page, _ = opened()
    page.get_by_label("Tables instead of graphs").check()
    page.get_by_label("Quality", exact=True).check()
    page.emulate_media(media="print")
    assert page.locator("#repeat-referrals figure.chart").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.locator(".panel .tabled:visible").count() == 0


def test_every_area_story_sheet_and_measure_has_its_own_address(opened):
    page = _two_areas(opened)
    for address in ("front-door", "second", "stories_front-door", "repeat-referrals", "referrals", "the_activity"):
        page.goto(page.url.partition("#")[0] + f"#{address}")
        top = page.evaluate(f"document.getElementById('{address}').getBoundingClientRect().top")
        assert 0 <= top < 900, address


def test_a_deep_link_to_a_measure_shows_it_although_its_kind_is_filtered(opened):
    page, _ = opened()
    page.get_by_label("Quality", exact=True).check()
    page.locator("#the_index a[href='#repeat-referrals']").evaluate("link => { location.hash = link.hash }")
    assert page.locator("#repeat-referrals").is_visible()


def test_the_keyboard_reaches_the_summary_first_and_sees_where_it_is(opened):
    page, _ = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#the_summary"
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "3px"
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert shown == "solid", page.evaluate("document.activeElement.outerHTML")


def test_a_sheet_reads_in_order_without_its_style_sheet(opened):
    page = _two_areas(opened)
    page.evaluate("document.querySelector('style').remove()")
    text = page.locator("#front-door").inner_text()
    wanted = (
        "Why it matters", "What good looks like", "Sources seen", "18.0 %", "The story behind the figures",
        "Other explanations", "What the minority said", "What is being done", "Questions to ask",
    )  # fmt: skip
    places = [text.index(words) for words in wanted]
    assert places == sorted(places)


def test_what_is_hostile_in_a_story_does_nothing(opened):
    story = (
        "---\nid: second-time\nvoice: child\narea: front-door\nconsent: {given: 2025-01-01, how: In person, "
        "for: [book], until: 2026-01-01}\nnames_changed: true\n---\n# A story\n\n"
        "<script>document.title = 'taken'</script>\n\n<img src=x onerror=\"document.title='taken'\">\n\n"
        "<svg onload=\"document.title='taken'\"><style>* { display: none }</style></svg>\n\n"
        "[press](javascript:document.title='taken') <b style=\"position:fixed\">x</b>\n"
    )
    page, messages = opened(files={"stories/second-time.md": story})
    told = page.locator(".told")
    assert "taken" not in page.title()
    assert told.locator("script, img, svg, style, [style], [onload], [onerror]").count() == 0
    assert told.locator("a").count() == 0
    assert told.is_visible()
    assert not [text for text in messages if "taken" in text]


def test_the_contrast_of_text_is_enough_in_both_schemes(opened):
    def luminance(colour):
        channels = [int(value) / 255 for value in re.findall(r"\d+", colour)[:3]]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for scheme in ("light", "dark"):
        page, _ = opened(color_scheme=scheme)
        ground = page.evaluate("getComputedStyle(document.querySelector('.sheet.front')).backgroundColor")
        for place in (".front .statement", ".front .behind", ".front .now b", ".front .missing", ".front .message"):
            colour = page.evaluate(f"getComputedStyle(document.querySelector('{place}')).color")
            light, dark = sorted((luminance(colour), luminance(ground)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (scheme, place)
