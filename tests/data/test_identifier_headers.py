"""Which names of columns announce single people, and which only look so."""

from __future__ import annotations

import pytest

from qaf.data.identifier_headers import column_kind
from qaf.data.identifiers import Kind

REFUSED = {
    Kind.DATE_OF_BIRTH: "dob|DOB|DoB|D.O.B.|date_of_birth|DateOfBirth|dateofbirth|birth"
    "|Birth date|birthdate|MC_DOB|childDOB|Mother's date of birth|Date of Birth (dd/mm/yyyy)"
    "|Date\u00a0of\u00a0birth|ＤＯＢ|EDD|Expected date of delivery|Estimated due date",
    Kind.NAME: "forename|Forename(s)|First name|firstname|FirstName|given_name|surname|LastName|family name"
    "|full_name|FullName|child_name|ChildName|Child's name|Name of child|Social worker name|Team Manager Name"
    "|Allocated Worker"
    "|Known as|child_initials|Mother's surname"
    "|Mother's name|Mothers name|Father name|Carer 1 name|SW name|Allocated SW|AKA|User name",
    Kind.UPN: "UPN|upn|Unique Pupil Number|former_upn|UPN1|Child's UPN",
    Kind.ULN: "ULN|unique_learner_number",
    Kind.NHS_NUMBER: "nhs_number|NHSNo|NHS no.|nhsno|NHSnumber|NHS Number",
    Kind.NATIONAL_INSURANCE_NUMBER: "nino|NINO|NI number|National Insurance No",
    Kind.CHILD_ID: "CHILD|child|child_id|ChildID|childid|Child Unique ID|LAchildID|person_id|PersonID"
    "|pupil_id|client ref"
    "|Person Ref|case_no|CaseNo|Case number|Mosaic ID|Family identifier|Individual adopter identifier|service user id"
    "|Unique ID|UniqueID|unique_identifier|Unique ref|Record ID|record_no|PNC|PNCID|PNC number|Crime ref|YOT ID|CPP ID"
    "|CRO number|Prisoner number|Passport no|Asylum number|Payroll number|Case #|H&C number|SEEMiS ID|SSN"
    "|Driving licence no|Car reg",
    Kind.ADDRESS: "address|Home Address|Address line 1|addr1|AddressLine2|Service user address",
    Kind.POSTCODE: "postcode|Post code|PostCode|HOME_POST|PL_POST|Placement postcode",
    Kind.POSTCODE_DISTRICT: "Postcode district|postcode_sector|Outcode",
    Kind.UPRN: "uprn|UPRN",
    Kind.EMAIL: "email|E-mail|e_mail|EmailAddress|Worker email",
    Kind.PHONE: "phone|Telephone|Telephone No|mobile|Mobile number|tel|tel_no|home phone",
}

LET_THROUGH = """
area_name|la_name|AreaName|Area Name|country_name|region_name|Indicator Name|Indicator ID|Parent Name
Parent Code|LA Name
name|Name|Social worker|LA num|LA number|referral_child_count|rereferral_child_percent|children_count|Children|Pupils
Child protection plans|cases|caseload_fte|case_holders_fte|URN|birth_rate|births|Low birth weight|Year of birth
uk_born|School name|provider_name|team_name|member_name|Subject name|Children's home name|Number of children
number_of_cases
No. of children placed|Percentage of school-aged children with UPN3|% with NHS number|UPN missing rate|case numbers
Number matched to the school census4|Child poverty|child_population|MOTHER|MC_AGE|Email count|phone_calls|Address type
Case status|Child seen|Age of Child (Years)|URN of Placement|ID|Local authority|la_full_name|IP address|Episode count
Unique children|Unique pupils|Unique organisation ID|Unique provider reference|row_id|dataset_id|Record type
Crime number|CP number|LAC no|Prison population|PNC checks|Due date|Date of death|Review due date|User group
Hospital numbers|Number of hospitals|Hospital name
measure|period|series|breakdown|category|grade|point|rater|numerator|denominator|value|note|time_period|Unborn
"""


@pytest.mark.parametrize(("kind", "header"), [(k, h) for k, headers in REFUSED.items() for h in headers.split("|")])
def test_announces_its_kind(kind, header):
    assert column_kind(header) is kind


@pytest.mark.parametrize("header", ["", "%", "x" * 5_000, *LET_THROUGH.strip().replace("\n", "|").split("|")])
def test_is_let_through(header):
    assert column_kind(header) is None


@pytest.mark.parametrize(
    ("kind", "header"),
    [(Kind.NAME, "Next of kin"), (Kind.NAME, "NOK"), (Kind.CHILD_ID, "Hospital number"), (Kind.CHILD_ID, "HospitalNo")],
)
def test_kin_and_hospital_numbers_are_about_people(kind, header):
    assert column_kind(header) is kind
