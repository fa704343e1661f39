"""Spanish: the table of its number words and habits."""

from toolkit.figures.languages.common import CFA, CROWNS, DINARS, DIRHAMS, PESOS, RIYALS, SHILLINGS
from toolkit.figures.languages.language import Language
from toolkit.figures.languages.leaving import Leaving

_SMALL = [
    "uno",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "seis",
    "siete",
    "ocho",
    "nueve",
    "diez",
    "once",
    "doce",
    "trece",
    "catorce",
    "quince",
    "dieciséis",
    "diecisiete",
    "dieciocho",
    "diecinueve",
    "veinte",
    "veintiuno",
    "veintidós",
    "veintitrés",
    "veinticuatro",
    "veinticinco",
    "veintiséis",
    "veintisiete",
    "veintiocho",
    "veintinueve",
]
_TENS = ["treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
_HUNDREDS = [
    "ciento",
    "doscient",
    "trescient",
    "cuatrocient",
    "quinient",
    "seiscient",
    "setecient",
    "ochocient",
    "novecient",
]
_MONTHS = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
]
_ORDINAL_STEMS = [
    "primer",
    "segund",
    "tercer",
    "cuart",
    "quint",
    "sext",
    "séptim",
    "octav",
    "noven",
    "décim",
    "undécim",
    "duodécim",
]


def _forms(stem: str, value: str, direction: str) -> dict[str, tuple[str, str]]:
    """A verb in -icar: duplica, duplicó, duplicar, duplicado, duplicarse, duplicaron."""
    ends = [
        "a",
        "an",
        "ar",
        "ado",
        "ada",
        "ados",
        "adas",
        "ando",
        "aron",
        "ará",
        "arán",
        "aría",
        "arse",
        "ando",
        "aba",
        "arían",
    ]
    return {stem + "c" + end: (value, direction) for end in ends} | {
        stem + "có": (value, direction),
        stem + "que": (value, direction),
        stem + "quen": (value, direction),
        stem + "cación": (value, direction),
    }


_REACHED = "marcó|marca|marcar|marcado|tocó|toca|tocar|alcanzó|alcanzar|registró|nuevo"
"""Verbs before the highest or lowest that was seen, which is no limit."""

SPANISH = Language(
    code="es",
    name="Spanish",
    decimal=",",
    group=".",
    groups_by_space=True,
    regions=dict.fromkeys(
        ["419", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"], (".", ",")
    ),
    numbers={word: n for n, word in enumerate(_SMALL, 1)}
    | {
        "un": 1,
        "una": 1,
        "cero": 0,
        "veintiún": 21,
        "veintiuna": 21,
        "dieciseis": 16,
        "veintidos": 22,
        "veintitres": 23,
        "veintiseis": 26,
        "cien": 100,
        "ciento": 100,
    }
    | {word: 10 * n for n, word in enumerate(_TENS, 3)}
    | {stem + end: 100 * n for n, stem in enumerate(_HUNDREDS[1:], 2) for end in ("os", "as")},
    scales={
        "lakh": 5,
        "crore": 7,
        "mil": 3,
        "miles": 3,
        "millón": 6,
        "millon": 6,
        "millones": 6,
        "millardo": 9,
        "millardos": 9,
        "billón": 12,
        "billon": 12,
        "billones": 12,
    },
    calques={"trillón": (12, 18), "trillones": (12, 18)},
    scale_phrases={"miles de millones": 9, "miles de millón": 9, "miles de billones": 15},
    lone_scales="mil",
    before_digits="mil",
    definite_scales=True,
    singular_scales="millón|billón|millardo",
    short_scales={
        "mill": 6,
        "mills": 6,
        "mlls": 6,
        "mll": 6,
        "mln": 6,
        "mlns": 6,
        "Mill": 6,
        "MM": 6,
        "mm": 6,
        "mn": 6,
        "mnes": 6,
        "Mn": 6,
        "mM": 9,
        "bn": 9,
        "M": 6,
        "mio": 6,
        "Mio": 6,
    },
    letter_scales={"k": 3, "K": 3, "M": 6, "m": 6, "B": 9},
    grouped_abroad="MXN|DOP|PEN|GTQ|HNL|NIO|USD",
    bare_dollar=PESOS,
    foreign_groups=True,
    scaled_units={
        "mdd": (6, "USD"),
        "mdp": (6, "MXN"),
        "mde": (6, "EUR"),
        "MDD": (6, "USD"),
        "MDP": (6, "MXN"),
        "MDE": (6, "EUR"),
        "mmdd": (9, "USD"),
        "mmdp": (9, "MXN"),
        "mdusd": (6, "USD"),
        "MEUR": (6, "EUR"),
        "MUSD": (6, "USD"),
        "KEUR": (3, "EUR"),
    },
    dotted="mill|mills|mlls|mll|mln",
    fillers=("buena|buen|largas|intensos|próximos|últimos|otros|buenos|nuevos|largos"),
    joiners="y",
    joins_tens=True,
    one=("otro|un|una|uno"),
    definite="el|la|los|las|del|de los|sus|esos|estos|al|a los",
    half="medio|media",
    spoken_mark="coma",
    half_after="y medio|y media",
    weak="once|uno|una|un|cero|seis",
    parts={
        "tercio": 3,
        "tercios": 3,
        "cuarto": 4,
        "cuartos": 4,
        "cuarta parte": 4,
        "cuartas partes": 4,
        "terceras partes": 3,
        "quintas partes": 5,
        "décimas partes": 10,
        "tercera parte": 3,
        "quinta parte": 5,
        "sexta parte": 6,
        "décima parte": 10,
        "quinto": 5,
        "quintos": 5,
        "sexto": 6,
        "séptimo": 7,
        "octavo": 8,
        "octavos": 8,
        "décimo": 10,
        "décimos": 10,
    },
    halves="mitad",
    out_of="de cada",
    every="uno de cada|una de cada|cada",
    after_part=(
        "es|son|era|eran|fue|fueron|será|serán|está|están|estaba|estaban|ha|han|había|habían|"
        "va|van|irá|irán|procede|proceden|viene|vienen|corresponde|corresponden|queda|quedan|"
        "se|no|cree|creen|prevé|espera|trabaja|trabajan|más|menos|ya|con|llega|llegan|vive|"
        "viven|podría|puede|pueden|tiene|tienen|sería"
    ),
    third_is_part=True,
    of_the_one="de",
    of_the="de los|de las|de sus|de esos",
    of_words="de|del|,|.|;|a|en|por|y|respecto|desde|sobre|frente|hasta|entre|el|la|los|las",
    multiples=_forms("dupli", "2", "up")
    | _forms("tripli", "3", "up")
    | _forms("cuadrupli", "4", "up")
    | _forms("quintupli", "5", "up")
    | _forms("sextupli", "6", "up")
    | {
        "doblar": ("2", "up"),
        "dobló": ("2", "up"),
        "dobla": ("2", "up"),
        "doblado": ("2", "up"),
        "doble": ("2", ""),
        "triple": ("3", ""),
        "triplo": ("3", ""),
        "cuádruple": ("4", ""),
        "decuplicó": ("10", "up"),
        "redujo a la mitad": ("0.5", "down"),
        "reducido a la mitad": ("0.5", "down"),
        "reducida a la mitad": ("0.5", "down"),
        "reducirá a la mitad": ("0.5", "down"),
        "reducir a la mitad": ("0.5", "down"),
        "redujeron a la mitad": ("0.5", "down"),
        "reduce a la mitad": ("0.5", "down"),
        "reducirse a la mitad": ("0.5", "down"),
        "recortó a la mitad": ("0.5", "down"),
        "cayó a la mitad": ("0.5", "down"),
        "cae a la mitad": ("0.5", "down"),
        "bajó a la mitad": ("0.5", "down"),
        "caído a la mitad": ("0.5", "down"),
        "redujo la mitad": ("0.5", "down"),
    },
    factors=(
        "multiplicó|multiplica|multiplicar|multiplicando|multiplicado|multiplicaron|multiplicará|multiplican"
    ),
    divisors="dividió|divide|dividir|dividido|dividida|dividieron",
    factor_by="por",
    times="veces|vez|x",
    times_endings="x",
    collectives={
        "decena": (10, -1),
        "docena": (12, 0),
        "quincena": (15, 0),
        "veintena": (20, -1),
        "treintena": (30, -1),
        "cuarentena": (40, -1),
        "cincuentena": (50, -1),
        "centena": (100, -2),
        "centenar": (100, -2),
        "millar": (1000, -3),
    },
    fortnights="quincena",
    collectives_exact="docenas",
    vague_few=(
        "varios|varias|algunos|algunas|unos cuantos|unas cuantas|diversos|numerosos|muchos|"
        "pocos|un par de|unos pocos|unas pocas"
    ),
    vague_many="decenas|docenas|centenares|cientos|miles|millares|millones|billones|centenas",
    vague_digits=(
        "dos dígitos|doble dígito|triple dígito|tres dígitos|un dígito|un solo dígito|"
        "doble digito|dobles dígitos|seis cifras|siete cifras|ocho cifras|nueve cifras|"
        "dos cifras|tres cifras|doble cifra|single digit|double digit"
    ),
    vague_shades="alto|bajo|medio|altos|bajos|medios",
    vague_scales={"porcentual": "percent"},
    linkers="de",
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dólar": "USD",
        "dólares": "USD",
        "dolares": "USD",
        "dólares estadounidenses": "USD",
        "dólares americanos": "USD",
        "dólares de estados unidos": "USD",
        "dólares de eeuu": "USD",
        "dólares de hong kong": "HKD",
        "dólares hongkoneses": "HKD",
        "dólares taiwaneses": "TWD",
        "dólares de taiwán": "TWD",
        "dólares de singapur": "SGD",
        "dólares singapurenses": "SGD",
        "dólares canadienses": "CAD",
        "dólares australianos": "AUD",
        "dólares neozelandeses": "NZD",
        "libras": "GBP",
        "libra": "GBP",
        "libras esterlinas": "GBP",
        "libra esterlina": "GBP",
        "libras egipcias": "EGP",
        "libras libanesas": "LBP",
        "francos suizos": "CHF",
        "franco suizo": "CHF",
        "francos": "CHF",
        "francos cfa": CFA,
        "francos franceses": "FRF",
        "yenes": "JPY",
        "yen": "JPY",
        "yuanes": "CNY",
        "yuan": "CNY",
        "renminbi": "CNY",
        "renminbis": "CNY",
        "wones": "KRW",
        "wons": "KRW",
        "won": "KRW",
        "rublos": "RUB",
        "rublo": "RUB",
        "rupias": "INR",
        "rupias indias": "INR",
        "rupias indonesias": "IDR",
        "rupias pakistaníes": "PKR",
        "liras turcas": "TRY",
        "lira turca": "TRY",
        "liras": "TRY",
        "eslotis": "PLN",
        "zlotys": "PLN",
        "złotys": "PLN",
        "florines": "HUF",
        "florines húngaros": "HUF",
        "forintos": "HUF",
        "leus": "RON",
        "lei": "RON",
        "leva": "BGN",
        "grivnas": "UAH",
        "séqueles": "ILS",
        "shekels": "ILS",
        "bahts": "THB",
        "bat": "THB",
        "dongs": "VND",
        "ringgits": "MYR",
        "rands": "ZAR",
        "rand": "ZAR",
        "reales": "BRL",
        "real": "BRL",
        "reales brasileños": "BRL",
        "soles": "PEN",
        "sol": "PEN",
        "nuevos soles": "PEN",
        "bolívares": "VES",
        "bolivianos": "BOB",
        "guaraníes": "PYG",
        "quetzales": "GTQ",
        "lempiras": "HNL",
        "córdobas": "NIO",
        "colones": "CRC/SVC",
        "balboas": "PAB",
        "pesetas": "ESP",
        "coronas": CROWNS,
        "corona": CROWNS,
        "pesos": PESOS,
        "peso": PESOS,
        "dinares": DINARS,
        "dírhams": DIRHAMS,
        "dirhams": DIRHAMS,
        "dírham": DIRHAMS,
        "riales": RIYALS,
        "riyales": RIYALS,
        "chelines": SHILLINGS,
        "francos congoleños": "CDF",
    },
    nationalities={
        "estadounidens": "USD",
        "canadiens": "CAD",
        "australian": "AUD",
        "suec": "SEK",
        "norueg": "NOK",
        "danes": "DKK",
        "islandes": "ISK",
        "chec": "CZK",
        "mexican": "MXN",
        "mejican": "MXN",
        "argentin": "ARS",
        "chilen": "CLP",
        "colombian": "COP",
        "filipin": "PHP",
        "uruguay": "UYU",
        "cuban": "CUP",
        "dominican": "DOP",
        "serbi": "RSD",
        "tunecin": "TND",
        "kuwait": "KWD",
        "argelin": "DZD",
        "jordan": "JOD",
        "iraqu": "IQD",
        "libi": "LYD",
        "marroqu": "MAD",
        "emirat": "AED",
        "de emiratos": "AED",
        "saud": "SAR",
        "catar": "QAR",
        "qatar": "QAR",
        "oman": "OMR",
        "keni": "KES",
        "tanzan": "TZS",
        "ugand": "UGX",
        "suiz": "CHF",
        "british": "GBP",
        "británic": "GBP",
        "chin": "CNY",
        "japones": "JPY",
        "brasileñ": "BRL",
        "sudafrican": "ZAR",
        "surcorean": "KRW",
        "turc": "TRY",
        "rus": "RUB",
        "polac": "PLN",
        "húngar": "HUF",
        "peruan": "PEN",
        "indi": "INR",
        "costarricens": "CRC",
    },
    cents={
        "céntimos": "EUR",
        "céntimo": "EUR",
        "céntimos de euro": "EUR",
        "céntimo de euro": "EUR",
        "centimos": "EUR",
        "centavos de dólar": "USD",
        "centavos de dolar": "USD",
        "centavos": "USD",
        "cents": "EUR",
        "cent": "EUR",
        "cts": "EUR",
        "peniques": "GBP",
        "penique": "GBP",
        "céntimos de franco": "CHF",
    },
    percent="%|％|por ciento|por cien|porciento|pct",
    per_mille="‰|por mil",
    tenth_of_point="décimas|décima|décimas de punto|décima de punto|décimas porcentuales",
    percentage_point="puntos porcentuales|punto porcentual|p.p.|pp|pps|puntos de porcentaje|p. p.",
    basis_point=(
        "puntos básicos|punto básico|pb|p.b.|pbs|puntos base|pbs.|punto base|puntos basicos|"
        "bps|centésimas de punto|centésimas|centésima|p. b."
    ),
    point="puntos|punto|enteros|pts|unidades",
    index_points="unidades|enteros",
    spread="prima|spread|diferencial|riesgo",
    rates=(
        "margen|márgenes|tasa|tasas|cuota|paro!|inflación|desempleo|rentabilidad|ratio|tipo!|"
        "tipos!|morosidad|ocupación|crecimiento|pib!|porcentaje"
    ),
    minus="menos",
    plus="más",
    months={month: n for n, month in enumerate(_MONTHS, 1)} | {"setiembre": 9},
    short_months={
        "ene": 1,
        "feb": 2,
        "abr": 4,
        "jun": 6,
        "jul": 7,
        "ago": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dic": 12,
    },
    date_linkers="de|del",
    day_articles="el|del|al",
    ordinals={
        stem + end: n
        for n, stem in enumerate(_ORDINAL_STEMS, 1)
        for end in (
            ("", "o", "a", "os", "as") if stem in ("primer", "tercer") else ("o", "a", "os", "as")
        )
    }
    | {"vigésimo": 20, "vigésima": 20, "trigésimo": 30, "trigésima": 30},
    offices="ministro|ministra",
    ordinal_suffixes="º|ª|°|er|o|a|ro|do|to",
    placing="es|era|son|fue|queda|quedó|sigue|sitúa|será|como",
    placed="en|de|del|por|entre|tras|a|y",
    placed_so="más",
    placed_among="en|de|del|por|entre|tras",
    first_ordinals="primero|primera|primeros|primeras|primer",
    ordinal_before=(
        "el|la|los|las|un|una|del|al|su|sus|este|esta|por|como|en|cada|ese|de|lo|es|y|segunda|"
        "tercera"
    ),
    quarter="trimestre|semestre|trimestres|semestres|cuatrimestre|bimestre",
    in_a_row="consecutivo|consecutivos|seguido|seguidos",
    quarter_letters="T|S|Q|H",
    first_words="primeros|primeras|últimos|últimas",
    opening_words="primeros|primeras",
    month_nouns="meses|trimestres|semanas|días|sesiones",
    fiscal="fy|ejercicio|año fiscal|temporada|campaña|curso|ejercicio fiscal",
    decades_before="años",
    time_units=(
        "año|años|mes|meses|semana|semanas|día|días|jornada|jornadas|hora|horas|minuto|minutos|"
        "segundo|segundos|década|décadas|siglo|siglos|trimestres|semestres|sesiones|sesión|"
        "días hábiles|días laborables|lustros|noches|ejercicios|días naturales|"
        "trimestres consecutivos|dias|milisegundos"
    ),
    counted_times="jornada|jornadas|sesiones",
    aged="edad de",
    people=(
        "fundador|fundadora|delantero|defensa|portero|empresario|empresaria|delegado|"
        "presidenta|presidente|ministro"
    ),
    clock_after="horas|h|hrs|gmt",
    clock_before="las|la",
    year_before=(
        "pre|post|en|desde|de|del|hasta|para|año|fin|finales|principios|mediados|entre|y|durante|"
        "primavera|verano|otoño|invierno|enero|febrero|marzo|abril|mayo|junio|julio|agosto|"
        "septiembre|octubre|noviembre|diciembre|tras|antes|ejercicio|al|trimestre|semestre|"
        "hacia|frente|que|navidad|a|el|por"
    ),
    contractions={"de": "del", "a": "al"},
    qualifiers={
        "at_least": (
            "al menos|como mínimo|por lo menos|mayor o igual a|mayor o igual que|al menos igual a|"
            "no menos de|a partir de|desde|un mínimo de|"
            "mínimo de|mínimo|cuando menos|no inferior a|no inferiores a|igual o superior a|"
            "iguales o superiores a|partir de|partirá de|partirán de|desde los|a partir de los|"
            "no por debajo de|de al menos|cuanto menos|arranca en|arrancan en|empieza en|"
            "parte de"
        ),
        "at_most": (
            "como máximo|como máximo a|como mucho|máximo de|un máximo de|no más de|a lo sumo|"
            "máximo|máx.|max.|no podrá superar|no superará|no superar|no superior a|"
            "no superiores a|hasta un máximo de|no supere|un tope de|tope de|no excederá|"
            "no podrán superar|no debe superar|un techo de|techo de|limitado a|limitada a|"
            "no supera|no exceder|no puede superar|no deberá superar|no podrá exceder|"
            "no rebasará|con un máximo de|no deben superar|igual o inferior a|no superen|"
            "no superan|límite de"
        ),
        "about": (
            "unos|unas|cerca de|alrededor de|en torno a|aproximadamente|aprox.|cerca del|"
            "en torno al|en torno a los|alrededor del|alrededor de los|más o menos|"
            "del orden de|casi unos|unos de|estimado en|estimada en|estimados en|se estima en|"
            "se estiman en|rondan|ronda|rondó|rondará|rondaría|rondando|rondar|algo así como|"
            "ca.|próximo a|próximos a|cercano a|cercana a|cercanos a|cercanas a|"
            "estimadas en|cerca de los|en el entorno de|"
            "en el entorno de los|rondan los|un estimado de|aproximadamente unos|rondaban|"
            "rondaba|sobre los|cerca de unos|hacia los"
        ),
        "nearly": (
            "casi|algo menos de|poco menos de|prácticamente|roza|rozan|rozó|rozando|roza los|"
            "apenas menos de|a punto de|rozar|rozaba|se acerca a|justo por debajo de|"
            "ligeramente por debajo de|un poco menos de|se aproxima a|rozará|a las puertas de|"
            "rozaron|rozaría|cerca ya de|algo por debajo de|ligeramente inferior a|acaricia|"
            "se acerca a los|apenas por debajo de|poco menos del|casi el"
        ),
        "more_than": (
            "buena|buen|más de|más del|más de los|"
            "por encima de|por encima de los|por encima del|supera|"
            "superan|superó|superando|superaba|ha superado|superado|algo más de|algo más del|"
            "poco más de|superior a|superiores a|superior al|excede|excedió|exceden|excediendo|"
            "mayor de|mayor a|mayor que|muy por encima de|superar|superará|superarán|superaría|"
            "sobre|apenas más de|ligeramente por encima de|justo por encima de|bastante más de|"
            "rebasa|rebasó|rebasan|un poco más de|superaron|supere|mucho más de|sobrepasa|"
            "sobrepasó|ligeramente superior a|bastante por encima de|supera los|supera las|"
            "superando los|superaban|rebasar|sobrepasan|superiores al|superior a los|superadas|"
            "superados|ligeramente más de|mayores a|muy superior a|arriba de"
        ),
        "less_than": (
            "menos de|menos del|menos de los|por debajo de|por debajo de los|por debajo del|"
            "inferior a|inferiores a|inferior al|menor de|menor a|menor que|bajo|"
            "muy por debajo de|debajo de|inferior a los|inferiores al|menores a|"
            "abajo de|bastante menos de|mucho menos de"
        ),
        "up_to": (
            "hasta|hasta los|de hasta|hasta un|hasta unos|tanto como|hasta en un|hasta el|"
            "hasta cerca de|hasta casi"
        ),
    },
    qualifiers_after={
        "at_least": "o más|en adelante|o superior|y más|al menos|como mínimo|o mayor",
        "at_most": "o menos|como máximo|como mucho|o inferior|a lo sumo",
        "about": "aproximadamente|más o menos|aprox.",
        "more_than": "largos|largas|y pico",
        "nearly": "escaso|escasos|escasas",
    },
    exact_after={
        "hasta": (
            "abarata|abarató|encarece|encareció|"
            "cayó|cae|caer|caído|cayendo|subió|sube|subir|subido|bajó|baja|bajar|bajado|"
            "descendió|desciende|retrocedió|avanzó|escaló|escala|creció|crece|aumentó|redujo|"
            "reduce|reducir|reducido|ascendió|asciende|repuntó|elevó|eleva|elevar|trepó|hundió|"
            "desplomó|hundirse|desplomarse|desplomaron|cayeron|subieron|bajaron|llegó|llega|"
            "llegar|situarse|situó|sitúa|alcanza|descendido|disparó|impulsó|avanza|recuperó|"
            "recortó|recorta|retrocede|mejoró|mejora|crecer|aumentar|aumenta|dispara|disparado|"
            "ampliar|amplió|moderó|modera|elevado|recortado|avanzado|repunta|trepa|desplome|"
            "pasar|pasó|pasa|aumentado|crecido"
        ),
        "hasta los": (
            "abarata|abarató|encarece|encareció|"
            "cayó|cae|caer|caído|subió|sube|subir|subido|bajó|baja|bajar|descendió|desciende|"
            "retrocedió|avanzó|escaló|escala|creció|crece|aumentó|redujo|reduce|reducir|"
            "ascendió|asciende|elevó|eleva|elevar|trepó|desplomó|cayeron|subieron|bajaron|"
            "llegó|llega|situó|sitúa|situarse|hundió|disparó|recortó|avanza|retrocede|repunta|"
            "aumenta|mejoró|mejora|crecer|aumentar|dispara|amplió|ampliar|moderó|alcanza|"
            "recorta|cayendo|subiendo|bajando"
        ),
        "hasta el": (
            "abarata|abarató|encarece|encareció|"
            "cayó|cae|caer|caído|subió|sube|subir|bajó|baja|bajar|descendió|desciende|"
            "retrocedió|avanzó|escaló|creció|crece|aumentó|redujo|reduce|reducir|elevó|eleva|"
            "elevar|trepó|repuntó|desplomó|cayeron|subieron|bajaron|llegó|llega|situó|sitúa|"
            "situarse|moderó|modera|mejoró|recortó|aceleró|repunta|aumenta|escala"
        ),
        "sobre": (
            "préstamo|crédito|negociaciones|negocian|negocia|negociar|hablan|debaten|discuten|"
            "opción|derecho|contrato|ventas|impuesto|margen|disputa|litigio|pleito|gravamen|calculado|"
            "calculada|arancel|aranceles|conversaciones|votación|demanda|debate|iva"
        ),
        "bajo": "dígito",
        "un máximo de": _REACHED,
        "máximo de": _REACHED,
        "un mínimo de": _REACHED,
        "mínimo de": _REACHED,
    },
    up=(
        "sube|subi|suben|subí|gana|ganó|ganan|ganad|alza|alcist|suma|sumó|pasó al alza|sub|"
        "suba!|subas!|"
        "aument|crec|crez|avanz|avance!|avances!|gan|alz|repunt|dispar|escal|increment|mejor|elev|encarec|rebot|"
        "revaloriz|más|ascen|trep|acelera|salt|ampli|expan|plus!|sum|recuper|apreci|engord|"
        "superior|brinc|anot"
    ),
    down=(
        "pierd|borr|baja|bajó|bajar|bajan|bajad|cayó|caye|caer|caía!|caían!|cedía|caída|caen|caído|cedió|ceden|"
        "cede|dejó|"
        "dejar|cay|cae|caig|caíd|descen|retroced|perd|reduc|redu|recort|disminu|hund|desplom|contrae|contraj|contracc|"
        "merm|menos|cedi|ced|ceder|aminor|abarat|devalu|depreci|rebaj|desacel|modera!|moderan!|moderar|moderó|moderaci|flexion|"
        "pérdida|restó|destru|minora!|minoró|minoran|deterior|estrech|ahorr|resta!|restan!|dej|"
        "retroces|recul|suprim|encog|tijeretazo|despedir|despid|desinfl|lastr|inferior|deja|dejan"
    ),
    moving=(
        "baja|bajó|bajan|bajaron|sube|subió|suben|cae|cayó|aumenta|aumentó|crece|creció|"
        "disminuye|disminuyó|reduce|redujo|recorta|recortó|borró|borra|cayeron|hundió|hundieron|"
        "retrocedió|retrocedieron|descendieron|aumentaron|crecieron|subieron|"
        "descendió|desciende|avanzó"
    ),
    change_nouns=(
        "crecimiento|subida|caída|alza|descenso|reducción|recorte|bajada|subidas|alzas|"
        "aumento|incremento"
    ),
    moves="pasa|pasó|pase|cambi|ajust|llev|revis",
    unmoved="más|ajustado",
    spans="horquill|oscil|rang",
    change_markers="un|el|del|en|de|una|los",
    moved_endings="ron|do|da|dos|das|ó|rá|rán",
    led_to="a|al|hasta",
    by_verbs="en",
    stakes="capital|participa|accion",
    selling="ced",
    thresholds="rango|umbral",
    earning="gana|ganó",
    gains="ganancia|ganancias|plusvalía",
    losses="pérdida|pérdidas",
    averages="media|promedio",
    known="los|las",
    by_now="ya|ahora|actualmente|por primera vez",
    marks="barrera|umbral|valor",
    awaited="previst|esperad|estimad|pronosticad|anticipad|presupuestad",
    sides="bajo|sobre|por debajo|por encima|superior|inferior|mayor|menor",
    being="es|fue|será",
    past="bajo|debajo|encima",
    level_markers=(
        "que|a|al|en|hasta|es|son|era|fue|con|por|para|sobre|alcanzó|alcanza|alcanzando|sitúa|situó|"
        "ascendió|"
        "suma|fueron"
    ),
    more=(
        "más|al alza|de subida|de crecimiento|de aumento|adicionales|superior|de alza|"
        "de incremento|arriba|de revalorización|superiores|mayor|mayores|por encima"
    ),
    less=(
        "menos|a la baja|de caída|de bajada|de descenso|inferior|de recorte|de pérdida|abajo|"
        "de rebaja|de descuento|de reducción|inferiores|menor|menores|por debajo"
    ),
    year_on_year="interanual|interanuales|anual|trimestral|mensual|intertrimestral|intermensual",
    range_words="a|o|hasta|al|a los|u|a las",
    until="hasta",
    range_bare="a|al",
    range_openers="entre|de|del|desde",
    range_and="y|e|y los|y el|y las|y un",
    from_words="de|desde|del|desde los|desde el|de los",
    origins="desde",
    to_words=(
        "vs|versus|a|hasta|frente a|frente a los|a los|al|hasta los|hasta el|desde|desde los|"
        "frente al|desde el|contra"
    ),
    list_words="y|o|e|u",
    elided_after=(
        "más|de los que|de los cuales|de ellos|y otros|hasta otros|además de|"
        "de|desde|frente a|a|hasta|frente a los|contra|del|desde los|de los|y|a los|frente al|tras"
    ),
    head_words="en",
    head_scales={"miles": 3, "millones": 6},
    counted_heads=(
        "descargas|reproducciones|visitas|seguidores|patentes|oficinas|sucursales|vehículos|"
        "billetes|hogares|espectadores|lectores|oyentes|estudiantes|pacientes|habitantes|"
        "cuentas|fábricas|jugadores|turistas|viajeros|suscriptores|"
        "empleados|plantilla|trabajadores|tiendas|clientes|acciones|entregas|pasajeros|"
        "abonados|usuarios|socios|miembros|visitantes|población|afiliados"
    ),
    ratio_words="por|a",
    exchanges=(
        "canje|split|contrasplit|agrupaci|desdobla|proporci|ecuaci|ratio|ampliaci|oferta|cotiza"
    ),
    ratios=("book-to-bill|múltiplo|per|p/e|ev/ebitda|ve/ebitda|ev/ebit|precio/beneficio"),
    phones="teléfono|tel|tfno|fax|llamar|llame|cliente|contacto|móvil|número",
    negations="no|y no|en lugar de|en vez de|sino",
    price_nouns="precio|mercado",
    links="a|al|de|d|e|y",
    instead="frente|versus|vs|contra",
    limits="máximo|tope|límite",
    peaks="máximo|pico",
    participles="ados|idos|adas|idas",
    indices="índice|indicador|rating|patente|ranking|stoxx|dax|ibex|pmi",
    inflation="inflac",
    credit_lines="líneas de crédito|líneas de liquidez",
    aside="con|en",
    conversions=(
        "equivalente a|equivalentes a|o|es decir|unos|esto es|al cambio|lo que equivale a|"
        "aproximadamente|que equivalen a|equivale a|que equivale a|lo que supone|equivalen a|"
        "o sea|al cambio actual|equivalente|equivalentes|lo equivalente a|al cambio de hoy|=|"
        "lo que son"
    ),
    paid=(
        "bruto|brutos|neto|netos|neta|diluido|operativo|atribuido|en efectivo|de media|de promedio"
    ),
    per_words="por|/|por cada|cada|al|a la|la|el|a",
    per_articles="al|a la|la|el|cada|a",
    per_sure="por",
    per_far="al|cada",
    per_subjects="bpa|dpa|eps",
    not_per=("pasado|anterior|próximo|siguiente|pasada|anteriores|previo|antes|fiscal"),
    areas=("metros cuadrados|metros cúbicos|kilómetros cuadrados|pies cuadrados|pies cúbicos"),
    per_nouns={
        "temporada": "season",
        "acción": "share",
        "acciones": "share",
        "título": "share",
        "participación": "unit",
        "tonelada": "tonne",
        "año": "year",
        "mes": "month",
        "semana": "week",
        "día": "day",
        "hora": "hour",
        "minuto": "minute",
        "segundo": "second",
        "trimestre": "quarter",
        "barril": "barrel",
        "onza": "ounce",
        "mwh": "MWh",
        "megavatio": "MW",
        "megavatio-hora": "MWh",
        "kwh": "kWh",
        "kilovatio": "kWh",
        "metro": "metre",
        "kilo": "kg",
        "kg": "kg",
        "kilogramo": "kg",
        "gramo": "gram",
        "litro": "litre",
        "kilómetro": "km",
        "km": "km",
        "persona": "person",
        "cabeza": "head",
        "habitante": "inhabitant",
        "cliente": "customer",
        "empleado": "employee",
        "trabajador": "employee",
        "usuario": "user",
        "hogar": "household",
        "hectárea": "hectare",
        "unidad": "unit",
        "vehículo": "vehicle",
        "noche": "night",
        "pasajero": "passenger",
        "libra": "pound",
        "galón": "gallon",
        "cápita": "head",
        "viaje": "trip",
        "billete": "ticket",
        "entrada": "ticket",
        "alumno": "student",
        "paciente": "patient",
        "habitación": "room",
        "envase": "pack",
        "caja": "box",
        "botella": "bottle",
        "operación": "transaction",
    },
    per_adverbs={
        "anuales": "year",
        "anual": "year",
        "mensuales": "month",
        "mensual": "month",
        "diarios": "day",
        "diarias": "day",
        "semanales": "week",
        "al año": "year",
        "al mes": "month",
        "al día": "day",
        "a la semana": "week",
        "anualmente": "year",
        "la hora": "hour",
        "per cápita": "head",
        "brutos anuales": "year",
    },
    counting="número|números",
    of="de|del",
    not_nouns=(
        "vs|versus|viernes|jueves|miércoles|martes|lunes|sábado|domingo|ayer|todavía|aún|"
        "excluido|excluida|excluidos|excluyendo|incluido|incluida|incluidos|incluyendo|"
        "anteriores|anterior|previos|previo|previas|antes|restante|restantes|anteriormente|"
        "finales|principios|mediados|cierre|actuales|actual|vigentes|iniciales|habituales|"
        "esperados|previstos|previsto|esperado|estimados|"
        "previstos|previsto|previstas|prevista|esperados|esperado|esperadas|estimados|"
        "estimado|inicialmente|"
        "de|del|a|al|en|con|por|para|sin|sobre|entre|y|o|e|u|el|la|los|las|un|una|que|es|son|"
        "era|fue|ha|han|pero|si|como|frente|tras|desde|hasta|según|más|menos|no|se|su|sus|lo|"
        "le|les|ni|también|ya|aún|hoy|ayer|mañana|este|esta|estos|cuando|donde|mientras|porque|"
        "contra|hacia|durante|ante|bajo|fueron|será|serán|están|está|había|tiene|tienen|cada|"
        "sino|muy|así|entonces|pues|aunque|respectivamente|total|cuyo|quienes|quien|solo|sólo|"
        "todavía|además|gracias|pese|eso|esa|ese|nos|me|antes|después|equivalentes"
    ),
    verb_endings="rán|ron|an|en",
    adjectives=(
        "nuev|otr|grand|gran|principal|primer|últim|distint|diferent|mayor|mejor|buen|pequeñ|"
        "antigu|divers|propi|sus|tant|mil|próxim|actual|jóven"
    ),
    abbreviations="art|aprox|est|incl|máx|mín|inc|corp|ltd|vol|fig",
    references=(
        "artículo|art.|artículos|nota|notas|tabla|página|pág.|capítulo|anexo|sección|figura|"
        "gráfico|§|isin|directiva|reglamento|formulario|apartado|ley|decreto|párrafo|epígrafe|"
        "resolución|sentencia|expediente|orden|dictamen|oficio|niif|nic|págs.|disposición"
    ),
    numbered="línea|reactor|lote",
    rankings="número|n.º|nº|n.°|n°|puesto|posición|no.|núm.|№|#|números|num.|lugar",
    abbreviated="no|art",
    places="posición|lugar",
    names=(
        "Fórmula|Canal|Antena|Radio|Grupo|Área|Cetes|Agenda|Plan|Formulario|Bono|Telecinco|"
        "Letra|Serie|Línea|Etapa|Clase|Torre|Renta|Seat|Kia|Cupra|Liga|Generación|Pemex|Bund"
    ),
    named_numbers=(
        "siete magníficas|siete magníficos|magnificent seven|big four|cuatro grandes|big three"
    ),
    hours_are_pointed=True,
    bare_hours="las",
    decade_articles="los",
    short_decades=True,
    plural_endings="s",
    scale_takes_linker=True,
    counts_across=True,
    exact_beside={
        "sobre": "del|el",
    },
    one_point=True,
    every_number=True,
    part_noun="parte",
    half_of_times="mes|año",
    multiple_nouns="cifra|dígito",
    multiple_adjectives="doble|triple",
    multiplied="de|du|que|del",
    multiplying="el|al|del|lo",
    leaving=Leaving(
        now=("actuales|actualmente|actual|hoy|ahora"),
        parts_after=("de los cuales|de las cuales|de ellos|de ellas"),
        borders=("mientras|cuando|pero|porque|ya|con|que|donde|aunque|cuyo|cuya"),
        unnaming=(
            "quizá|quizás|tal|vez|incluso|tercio|cuarto|quinto|mitad|doble|triple|"
            "año|ejercicio|trimestre|semestre|periodo|período|cifra|nivel|importe|mismo|"
            "misma|registrados|registrado|pasado|pasada|había|habían|sido|hace|primer|"
            "segundo|logrados|obtenidos|previstos|anterior"
        ),
        holding="conserva|posee|mantiene|tiene",
        remaining="restante|restantes|otro",
        owners="sus|los|las|su",
        money_nouns=(
            "plusval|bonus!|resultado!|ahorr|deud|préstam|prestam|fondo!|fondos!|financiaci|inversi|capex|capital|coste|"
            "costo|gast|ingres|factura|benefici|gananci|pérdid|impuest|tasa!|tasas!|caja!|"
            "liquidez|sinergi|deprecia|provisi|dividend|recompra|depósit|mult|sanci|subvenci|ayud|"
            "rebaj|recort|bono!|bonos!|crédit|garantí|incentiv|prima!|primas!|entradas!|salidas!|"
            "presupuest|partid|recaud|interes|comision|indemniz|superávit|déficit|patrimonio|"
            "recursos|contratación|aportaci|cotizaci|amortiza|deterior|avales|transferencias|"
            "remesas|remuneraci|ebitda|valor!|valoraci"
        ),
        large_money_nouns=(
            "títul|valores!|pedid|vent|contrat|activ|exportaci|importaci|compr|obra!|obras!"
        ),
        givers="socio|accionista|inversor|banco|acreedor",
        recalling=(
            "alto|bajo|sector|rivales|"
            "economistas|analistas|consenso|previstos|previsto|esperaban|límite|covenant|techo|"
            "máximo|media|víspera|"
            "tras|frente|contra|antes|anterior|anteriores|previos|previo|previamente|desde|"
            "después|anteriormente"
        ),
        only=("solo|sólo|apenas|solamente|únicamente|casi|unos|unas|unas"),
        purposes=("por|para|en|a|al|de"),
        others_before=("otros|otras|nuevos|nuevas"),
        amounting="igual|equivalente",
        others_after=("más|otros|otras|adicionales|restantes"),
        wholes=(
            "de los|de las|de sus|de un total de|entre los|entre las|de esos|de esas|de unos|"
            "de unas|sobre"
        ),
        parts=(
            "de los que|de las que|de los cuales|de las cuales|de ellos|de ellas|incluidos|"
            "incluidas"
        ),
        contributing=(
            "suma|suman|sumó|sumaron|"
            "querí|quier|prefer|pedían|aport|rest|contribu|añad|sum|quit|sustra"
        ),
        traded="cotiz",
        targets=("vale!|valía|objetiv|precio"),
        pronouns="la del|la de|las de|el del|el de|los de|las del|los del",
        copulas=("serán|son|eran|fueron|serían|sean|serían"),
        forecasts=("previsi|estimaci|pronóstic|proyecci|objetiv|perspectiv|guía|meta!"),
    ),
)
