"""Codes of vaccines, tests and results that certificates use. Pure.

Sources: eHealth Network, Value Sets for EU Digital COVID Certificates 1.8; CDC, CVX codes; VCI, SMART
Health Cards: Vaccination & Testing, LOINC and SNOMED CT.
"""

from collections.abc import Mapping

from functions.healthcode.abroad.contents import Method

CVX = "http://hl7.org/fhir/sid/cvx"
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"

PRODUCTS: Mapping[str, str] = {
    "EU/1/20/1528": "Comirnaty",
    "EU/1/20/1507": "Spikevax",
    "EU/1/21/1529": "Vaxzevria",
    "EU/1/20/1525": "Jcovden",
    "EU/1/21/1618": "Nuvaxovid",
    "EU/1/21/1624": "VLA2001",
    "EU/1/21/1580": "VidPrevtyn Beta",
    "Sputnik-V": "Sputnik V",
    "Convidecia": "Convidecia",
    "BBIBP-CorV": "BBIBP-CorV",
    "Inactivated-SARS-CoV-2-Vero-Cell": "Inactivated SARS-CoV-2 (Vero Cell)",
    "CoronaVac": "CoronaVac",
    "Covaxin": "Covaxin",
    "Covishield": "Covishield",
    f"{CVX}|207": "Spikevax",
    f"{CVX}|208": "Comirnaty",
    f"{CVX}|210": "Vaxzevria",
    f"{CVX}|211": "Nuvaxovid",
    f"{CVX}|212": "Jcovden",
    f"{CVX}|217": "Comirnaty",
    f"{CVX}|218": "Comirnaty",
    f"{CVX}|219": "Comirnaty",
    f"{CVX}|221": "Spikevax",
    f"{CVX}|228": "Spikevax",
    f"{CVX}|229": "Spikevax",
    f"{CVX}|300": "Comirnaty",
    f"{CVX}|502": "Covaxin",
    f"{CVX}|505": "Sputnik V",
    f"{CVX}|506": "Convidecia",
    f"{CVX}|510": "BBIBP-CorV",
    f"{CVX}|511": "CoronaVac",
}
"""Names of products by code; one that isn't here is shown by its code."""

_CVX_OF_COVID = frozenset(
    """
    207 208 210 211 212 213 217 218 219 221 225 226 227 228 229 230 300 301 302 308 309 310 311 312 313
    500 501 502 503 504 505 506 507 508 509 510 511 512 513 514 515 516 517 518 519 520 521
    """.split()  # noqa: SIM905  fifty lines less than a literal
)

METHODS: Mapping[str, Method] = {
    "LP6464-4": Method.NUCLEIC_ACID,
    "LP217198-3": Method.ANTIGEN,
    **dict.fromkeys(
        """
        94306-8 94307-6 94308-4 94309-2 94314-2 94315-9 94316-7 94500-6 94531-1 94533-7 94534-5 94559-2
        94565-9 94639-2 94640-0 94641-8 94642-6 94645-9 94646-7 94756-4 94757-2 94758-0 94759-8 94760-6
        94845-5 95406-5 95409-9 95424-8 95425-5 95608-6 96091-4 96120-1 96123-5 96448-6 97098-8 97104-4
        """.split(),  # noqa: SIM905  the same
        Method.NUCLEIC_ACID,
    ),
    **dict.fromkeys("94558-4 95209-3 96119-3 97097-0".split(), Method.ANTIGEN),  # noqa: SIM905  the same
}
"""How a test was made, by its LOINC code."""

RESULTS: Mapping[str, bool] = {
    "260373001": True,  # detected
    "10828004": True,  # positive
    "260415000": False,  # not detected
    "260385009": False,  # negative
}
"""Whether a result is positive, by its SNOMED CT code."""


def product(code: str) -> str:
    """Return a product's name, or of an unknown one the code without its system."""
    return PRODUCTS.get(code) or code.rpartition("|")[2]


def is_against_covid(system: str, code: str) -> bool:
    """Tell whether a code is one of a vaccine against COVID-19."""
    return (system == CVX and code in _CVX_OF_COVID) or code in PRODUCTS
