"""Words for the people of a household, folded, and how they stand to the person who writes."""

from intake.answers import Relation

_CHILD = """son daughter kid child baby infant newborn toddler stepson stepdaughter stepchild boy girl teen teenager
hijo hija nino nina bebe hijastro hijastra niñito chamaco chamaca muchacho muchacha chico chica peque pequeno pequena
bebito bebita hijito hijita mijo mija ninito ninita nene nena recien adolescente"""
_CHILDREN = """sons daughters kids children babies infants toddlers stepsons stepdaughters stepkids stepchildren boys girls
hijos hijas ninos ninas bebes hijastros hijastras chamacos chamacas muchachos chicos chicas peques bebitos hijitos hijitas nenes nenas
teens teenagers kiddos ninitos ninitas kid's littles adolescentes"""
_PARTNER = """wife husband spouse partner boyfriend girlfriend bf gf fiance fiancee hubby wifey hubs esposo esposa marido mujer
pareja novio novia conyuge prometido prometida companero companera companera concubino concubina so senora viejo vieja"""
_RELATIVE = """mom mother mama mami mum mommy ma dad father papa papi daddy pa brother sister bro sis sibling aunt auntie uncle cousin grandma
grandmother grandpa grandfather granny nana grandson granddaughter grandchild grandkid grandbaby nephew niece madre padre hermano hermana
tio tia primo prima abuela abuelo abuelita abuelito nieto nieta sobrino sobrina suegra suegro cunado cunada yerno nuera stepmom stepdad stepmother stepfather
stepbrother stepsister madrastra padrastro relative pariente familiar twin halfbrother halfsister mil hermanito hermanita
inlaw godmother godfather"""
_RELATIVES = """parents brothers sisters siblings aunts uncles cousins grandparents grandkids grandchildren grandsons granddaughters nephews
nieces padres papas hermanos hermanas tios tias primos primas abuelos nietos nietas sobrinos sobrinas suegros cunados relatives parientes familiares"""
_OTHER = """friend roommate roomate buddy caregiver caretaker aide nurse neighbor coworker amigo amiga cuidador cuidadora vecino vecina
godson goddaughter ahijado ahijada foster compadre comadre housemate roomie"""
_OTHERS = "friends roommates buddies amigos amigas neighbors vecinos roomies"

PARTNERS = frozenset(_PARTNER.split())
SINGULAR = frozenset(f"{_CHILD} {_PARTNER} {_RELATIVE} {_OTHER}".split())
PLURAL = frozenset(f"{_CHILDREN} {_RELATIVES} {_OTHERS}".split())
RELATION: dict[str, Relation] = (
    dict.fromkeys(f"{_CHILD} {_CHILDREN}".split(), "child")
    | dict.fromkeys(_PARTNER.split(), "partner")
    | dict.fromkeys(f"{_RELATIVE} {_RELATIVES}".split(), "relative")
    | dict.fromkeys(f"{_OTHER} {_OTHERS}".split(), "other")
)
# Always two people.
PAIRS = frozenset("twins gemelos gemelas cuates mellizos mellizas parents padres papas grandparents abuelos".split())
PETS = frozenset(
    """dog dogs cat cats pet pets puppy puppies kitten kittens perro perra perros perritos perrito gato gata gatos
    mascota mascotas bird birds animal animals service""".split()
)
PEOPLE = frozenset(
    """people persons person ppl peoples adults adult personas persona adultos adulto adulta adultas gente members
    total us individuals folks humans souls grownups""".split()
)
