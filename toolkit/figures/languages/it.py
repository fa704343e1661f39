"""Italian: the table of its number words and habits."""

from toolkit.figures.languages.common import CFA, CROWNS, DINARS, DIRHAMS, PESOS, RIYALS, SHILLINGS
from toolkit.figures.languages.language import Language
from toolkit.figures.languages.leaving import Leaving

_UNITS = ["uno", "due", "tre", "quattro", "cinque", "sei", "sette", "otto", "nove"]
_TEENS = [
    "dieci",
    "undici",
    "dodici",
    "tredici",
    "quattordici",
    "quindici",
    "sedici",
    "diciassette",
    "diciotto",
    "diciannove",
]
_TENS = ["venti", "trenta", "quaranta", "cinquanta", "sessanta", "settanta", "ottanta", "novanta"]


def _with_unit(tens: str, unit: str) -> str:
    """ventuno, ventotto: the tens drop their vowel before one."""
    return (tens[:-1] if unit[0] in "uo" else tens) + unit


_NUMBERS = (
    {"un": 1, "zero": 0}
    | {unit: n for n, unit in enumerate(_UNITS, 1)}
    | {teen: n for n, teen in enumerate(_TEENS, 10)}
    | {tens: 10 * n for n, tens in enumerate(_TENS, 2)}
    | {
        _with_unit(tens, unit): 10 * t + u
        for t, tens in enumerate(_TENS, 2)
        for u, unit in enumerate([*_UNITS[:2], "tré", *_UNITS[3:]], 1)
    }
    | {tens + "tre": 10 * t + 3 for t, tens in enumerate(_TENS, 2)}
    | {tens[:-1]: 10 * t for t, tens in enumerate(_TENS, 2)}  # vent'anni
    | {tens[:-1] + "un": 10 * t + 1 for t, tens in enumerate(_TENS, 2)}
)
_ORDINAL_STEMS = [
    "prim",
    "second",
    "terz",
    "quart",
    "quint",
    "sest",
    "settim",
    "ottav",
    "non",
    "decim",
    "undicesim",
    "dodicesim",
    "tredicesim",
    "quattordicesim",
    "quindicesim",
    "sedicesim",
    "diciassettesim",
    "diciottesim",
    "diciannovesim",
    "ventesim",
]
_ORDINALS = {
    stem + end: n for n, stem in enumerate(_ORDINAL_STEMS, 1) for end in ("o", "a", "i", "e")
}
_MONTHS = [
    "gennaio",
    "febbraio",
    "marzo",
    "aprile",
    "maggio",
    "giugno",
    "luglio",
    "agosto",
    "settembre",
    "ottobre",
    "novembre",
    "dicembre",
]


def _forms(stem: str, value: str, direction: str) -> dict[str, tuple[str, str]]:
    ends = ["o", "a", "i", "e", "ndo", "re", "to", "ta", "ti", "te", "rà"]
    return {stem + end: (value, direction) for end in ends} | {stem: (value, direction)}


_REACHED = "toccato|toccando|toccare|tocca|segnato|segna|segnando|raggiunto|aggiornato|nuovo"
"""Verbs before the highest or lowest that was seen, which is no limit."""

ITALIAN = Language(
    code="it",
    name="Italian",
    decimal=",",
    group=".",
    groups_by_space=True,
    regions={"CH": (".", "")},
    numbers=_NUMBERS,
    hundred="cento|cent",
    scales={
        "lakh": 5,
        "crore": 7,
        "mille": 3,
        "mila": 3,
        "milione": 6,
        "milioni": 6,
        "miliardo": 9,
        "miliardi": 9,
        "bilione": 12,
        "bilioni": 12,
        "biliardo": 15,
        "biliardi": 15,
    },
    calques={
        "trilione": (12, 18),
        "trilioni": (12, 18),
        "bln": (9, 12),
        "trn": (12, 18),
    },
    lone_scales="mille",
    definite_scales=True,
    singular_scales="milione|miliardo|bilione|trilione",
    short_scales={
        "mld": 9,
        "Mld": 9,
        "MLD": 9,
        "mrd": 9,
        "Mrd": 9,
        "mln": 6,
        "Mln": 6,
        "MLN": 6,
        "mil": 6,
        "mio": 6,
        "Mio": 6,
        "bn": 9,
        "tn": 12,
        "mn": 6,
        "Mn": 6,
    },
    letter_scales={"k": 3, "K": 3, "M": 6, "m": 6, "B": 9},
    scaled_units={"MEUR": (6, "EUR"), "KEUR": (3, "EUR"), "kEUR": (3, "EUR"), "MUSD": (6, "USD")},
    dotted="mld|mln|mil|mio",
    fillers=(
        "buona|buon|lunghi|lunghe|intensi|solo|prossimi|ultimi|altro|ulteriore|ulteriori|altri|altre|interi|ulteriori|buoni"
    ),
    joiners="e",
    compounds=True,
    one="un|uno|una",
    definite=(
        "il|lo|la|i|gli|le|l|dei|degli|delle|del|della|dello|dell|ai|agli|alle|al|allo|alla|"
        "all|quei|quel|quella|sui|suoi"
    ),
    half="mezzo|mezza",
    spoken_mark="virgola",
    half_after="e mezzo|e mezza",
    weak="sei|uno|un|venti|nove|cento|cent|mille|otto|sette",
    not_counting="tu|ma",
    parts={
        "terzo": 3,
        "terzi": 3,
        "quarto": 4,
        "quarti": 4,
        "quinto": 5,
        "quinti": 5,
        "sesto": 6,
        "sesti": 6,
        "settimo": 7,
        "settimi": 7,
        "ottavo": 8,
        "ottavi": 8,
        "nono": 9,
        "decimo": 10,
        "decimi": 10,
        "ventesimo": 20,
        "centesimo": 100,
    },
    halves="metà",
    out_of="su|ogni",
    part_of_noun=True,
    every="",
    after_part=(
        "è|era|erano|sono|sarà|saranno|viene|vengono|va|vanno|andrà|andranno|ha|hanno|aveva|"
        "avevano|arriva|arrivano|finisce|finito|resta|restano|proviene|provengono|riguarda|"
        "riguardano|fu|furono|sarebbe|potrebbe|può|deve|dovrebbe|circa|già|in|se|non|entro|"
        "verso|oltre|sotto|meno|più|con|su|lavora|lavorano|dichiara|ritiene|prevede|spetta|"
        "tocca|dice"
    ),
    of_the_one="di",
    of_the="dei|delle|degli|di|dei suoi",
    of_words=(
        "di|del|della|dei|delle|degli|dell|d|,|.|;|rispetto|a|in|dal|per|e|nel|al|tra|sul|alla|"
        "da|lo|il|la|dello"
    ),
    multiples=_forms("raddoppia", "2", "up")
    | _forms("triplica", "3", "up")
    | _forms("quadruplica", "4", "up")
    | _forms("quintuplica", "5", "up")
    | _forms("decuplica", "10", "up")
    | _forms("dimezza", "0.5", "down")
    | {
        "raddoppio": ("2", "up"),
        "raddoppiano": ("2", "up"),
        "triplicano": ("3", "up"),
        "raddoppiò": ("2", "up"),
        "dimezzano": ("0.5", "down"),
        "dimezzamento": ("0.5", "down"),
        "doppio": ("2", ""),
        "doppia": ("2", ""),
        "triplo": ("3", ""),
        "tripla": ("3", ""),
        "quadruplo": ("4", ""),
        "decuplo": ("10", ""),
        "più che raddoppiare": ("2", "up"),
    },
    factors="moltiplicato|moltiplicata|moltiplicati|moltiplicare|moltiplica|moltiplicò",
    factor_by="per",
    times="volte|volta|x",
    times_endings="x",
    collectives={
        "decina": (10, -1),
        "dozzina": (12, 0),
        "quindicina": (15, 0),
        "ventina": (20, -1),
        "trentina": (30, -1),
        "quarantina": (40, -1),
        "cinquantina": (50, -1),
        "sessantina": (60, -1),
        "settantina": (70, -1),
        "ottantina": (80, -1),
        "novantina": (90, -1),
        "centinaio": (100, -2),
        "migliaio": (1000, -3),
    },
    fortnights="quindicina",
    collectives_exact="dozzine",
    vague_few=(
        "alcuni|alcune|diversi|diverse|parecchi|parecchie|svariati|svariate|vari|varie|qualche|"
        "pochi|poche|molti|molte|un paio di|più"
    ),
    vague_many="decine|centinaia|migliaia|dozzine|milioni|miliardi|bilioni|trilioni",
    vague_digits=(
        "doppia cifra|tripla cifra|singola cifra|due cifre|tre cifre|una cifra|quattro cifre|"
        "sei cifre|sette cifre|otto cifre|nove cifre|single digit|double digit"
    ),
    vague_shades="alta|bassa|media|medio|alte|basse",
    vague_scales={"percentuale": "percent"},
    linkers="di|d",
    currencies={
        "euro": "EUR",
        "dollari": "USD",
        "dollaro": "USD",
        "dollari usa": "USD",
        "dollari us": "USD",
        "dollari americani": "USD",
        "dollari statunitensi": "USD",
        "dollari di hong kong": "HKD",
        "dollari hongkonghesi": "HKD",
        "dollari hong kong": "HKD",
        "dollari di singapore": "SGD",
        "dollari taiwanesi": "TWD",
        "dollari di taiwan": "TWD",
        "dollari canadesi": "CAD",
        "dollari australiani": "AUD",
        "dollari neozelandesi": "NZD",
        "dollari singaporiani": "SGD",
        "sterline": "GBP",
        "sterlina": "GBP",
        "sterline britanniche": "GBP",
        "lire sterline": "GBP",
        "sterline egiziane": "EGP",
        "lire egiziane": "EGP",
        "lire turche": "TRY",
        "lira turca": "TRY",
        "lire libanesi": "LBP",
        "lire": "ITL",
        "franchi": "CHF",
        "franco": "CHF",
        "franchi svizzeri": "CHF",
        "franco svizzero": "CHF",
        "franchi cfa": CFA,
        "franchi francesi": "FRF",
        "yen": "JPY",
        "yuan": "CNY",
        "renminbi": "CNY",
        "yuan renminbi": "CNY",
        "won": "KRW",
        "rubli": "RUB",
        "rublo": "RUB",
        "rupie": "INR",
        "rupia": "INR",
        "rupie indiane": "INR",
        "rupie indonesiane": "IDR",
        "rupie pakistane": "PKR",
        "zloty": "PLN",
        "fiorini ungheresi": "HUF",
        "fiorini": "HUF",
        "lei": "RON",
        "lev": "BGN",
        "grivnie": "UAH",
        "grivne": "UAH",
        "shekel": "ILS",
        "baht": "THB",
        "dong": "VND",
        "ringgit": "MYR",
        "rand": "ZAR",
        "real": "BRL",
        "reais": "BRL",
        "real brasiliani": "BRL",
        "tenge": "KZT",
        "naira": "NGN",
        "corone": CROWNS,
        "corona": CROWNS,
        "pesos": PESOS,
        "peso": PESOS,
        "dinari": DINARS,
        "dirham": DIRHAMS,
        "riyal": RIYALS,
        "rial": RIYALS,
        "scellini": SHILLINGS,
        "marchi": "DEM",
        "franchi belgi": "BEF",
        "franchi congolesi": "CDF",
        "bolivar": "VES",
    },
    nationalities={
        "american": "USD",
        "statunitens": "USD",
        "canades": "CAD",
        "australian": "AUD",
        "svedes": "SEK",
        "norveges": "NOK",
        "danes": "DKK",
        "islandes": "ISK",
        "cec": "CZK",
        "messican": "MXN",
        "argentin": "ARS",
        "cilen": "CLP",
        "colombian": "COP",
        "filippin": "PHP",
        "uruguaian": "UYU",
        "uruguayan": "UYU",
        "cuban": "CUP",
        "dominican": "DOP",
        "serb": "RSD",
        "tunisin": "TND",
        "kuwaitian": "KWD",
        "algerin": "DZD",
        "giordan": "JOD",
        "irachen": "IQD",
        "marocchin": "MAD",
        "emiratin": "AED",
        "degli emirati": "AED",
        "saudit": "SAR",
        "qatariot": "QAR",
        "qatarin": "QAR",
        "omanit": "OMR",
        "kenian": "KES",
        "kenyot": "KES",
        "tanzanian": "TZS",
        "ugandes": "UGX",
        "svizzer": "CHF",
        "britannic": "GBP",
        "cines": "CNY",
        "giappones": "JPY",
        "indian": "INR",
        "brasilian": "BRL",
        "sudafrican": "ZAR",
        "sudcorean": "KRW",
        "corean": "KRW",
        "turc": "TRY",
        "russ": "RUB",
        "polacc": "PLN",
        "ungheres": "HUF",
        "indonesian": "IDR",
        "thailandes": "THB",
        "rumen": "RON",
        "ucrain": "UAH",
    },
    cents={
        "centesimi": "EUR",
        "centesimo": "EUR",
        "cent": "EUR",
        "cents": "EUR",
        "cent.": "EUR",
        "eurocent": "EUR",
        "centesimi di euro": "EUR",
        "cent di euro": "EUR",
        "centesimi di dollaro": "USD",
        "cent di dollaro": "USD",
        "cent usa": "USD",
        "pence": "GBP",
        "penny": "GBP",
        "centesimi di franco": "CHF",
    },
    percent="per cento|percento|%|％|pct",
    per_mille="‰|per mille",
    percentage_point=(
        "punti percentuali|punto percentuale|p.p.|pp|punti di percentuale|punti percentuale"
    ),
    basis_point=(
        "punti base|punto base|pb|bps|bp|p.b.|pbs|centesimi di punto|punti-base|basis point|"
        "basis points"
    ),
    point="punti|punto",
    spread="spread|btp-bund|differenziale",
    rates=(
        "margine|margini|tasso|tassi|quota!|quote!|inflazione|disoccupazione|rendimento|"
        "rendimenti|redditività|incidenza|marginalità|occupancy|percentuale|crescita|pil!"
    ),
    minus="meno",
    plus="più",
    months={month: n for n, month in enumerate(_MONTHS, 1)},
    short_months={
        "gen": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "mag": 5,
        "giu": 6,
        "lug": 7,
        "ago": 8,
        "set": 9,
        "sett": 9,
        "ott": 10,
        "nov": 11,
        "dic": 12,
    },
    date_linkers="di|del|dell",
    day_articles="il|dal|al",
    ordinals=_ORDINALS,
    offices="ministro",
    ordinal_suffixes="º|ª|°|esimo|esima|^|o|a",
    placing="è|era|sono|resta|rimane|fu|sarà|piazza|classifica|conferma|si",
    placed="in|per|tra|fra|di|del|della|dei|delle|dopo|dietro|al|a|nel|nella|e|su",
    placed_so="più|per",
    placed_among="in|per|tra|fra|del|della|dei|delle|al|nel|nella",
    first_ordinals="primo|prima|primi|prime",
    ordinal_before=(
        "il|lo|la|i|gli|le|l|un|una|uno|del|dello|della|dell|dei|delle|degli|al|allo|alla|nel|"
        "nello|nella|nei|nelle|dal|dalla|sul|sulla|suo|sua|suoi|sue|loro|nostro|nostra|quel|"
        "quella|questo|questa|ogni|per|col|come|di|in|è|si|terza|e"
    ),
    quarter="trimestre|semestre|trimestri|semestri|quadrimestre|quarter|bimestre",
    in_a_row="consecutivo|consecutivi|di fila|di seguito",
    quarter_letters="Q|H|T|S|trim|sem",
    first_words="primi|prime|ultimi|ultime",
    opening_words="primi|prime",
    month_nouns="mesi|trimestri|settimane|giorni|sedute",
    fiscal="esercizio|anno fiscale|stagione|fy|campagna",
    decades_before="anni",
    time_units=(
        "anno|anni|mese|mesi|settimana|settimane|giorno|giorni|giornata|giornate|ora|ore|"
        "minuto|minuti|secondo|secondi|decennio|decenni|secolo|secoli|trimestri|semestri|"
        "sedute|seduta|giorni lavorativi|lustri|lustro|quadrimestri|notti|esercizi|"
        "giorni di borsa|sessioni|ventennio|trienni|bienni|weekend|millisecondi"
    ),
    counted_times="sedute|giornate",
    aged="anni|età di",
    people=(
        "fondatore|fondatrice|imprenditore|attaccante|difensore|centrocampista|portiere|"
        "ministro|presidente"
    ),
    clock_after="cet|gmt",
    clock_before="ore|alle|dalle|ora|le|orario",
    year_before=(
        "pre|post|nel|dal|del|al|entro|anno|dall|nell|fino|primavera|estate|autunno|inverno|gennaio|"
        "febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre|"
        "fine|inizio|metà|il|sul|rispetto|per|e|tra|fra|verso|natale|trimestre|semestre|in|a|"
        "da|di"
    ),
    contractions={
        "di": "del|dei|della|delle|degli|dello|dell'|d'",
        "a": "al|ai|alla|alle|agli|allo|all'|ad",
        "da": "dal|dai|dalla|dalle|dagli|dall'",
    },
    qualifiers={
        "at_least": (
            "almeno|minimo|non meno di|maggiore o uguale a|maggiori o uguali a|almeno pari a|"
            "non inferiore a|non inferiori a|non inferiore ai|"
            "un minimo di|minimo di|come minimo|non più bassa di|a partire da|a partire dai|"
            "perlomeno|quantomeno|non al di sotto di|pari ad almeno|pari o superiore a|"
            "pari o superiori a|da almeno|uguale o superiore a|prezzi da|prezzo da|non sotto|"
            "per lo meno|quanto meno|partire da|parte da|partono da"
        ),
        "at_most": (
            "al massimo|massimo|non più di|non oltre|non superiore a|non superiori a|"
            "un massimo di|massimo di|max.|max|tutt'al più|non supererà|non superare|"
            "non potrà superare|al più|non deve superare|un tetto di|tetto di|limite di|"
            "non superi|non eccedere|entro|non dovrà superare|non supera|non può superare|"
            "inferiore o pari a|non più|pari o inferiore a|non può eccedere|non superano|"
            "non potranno superare|entro un massimo di|tetto massimo di"
        ),
        "about": (
            "circa|intorno a|intorno ai|attorno a|attorno ai|intorno al|attorno al|"
            "intorno alle|pressappoco|all'incirca|grosso modo|c.ca|ca.|ca|approssimativamente|"
            "nell'ordine di|nell'ordine dei|dell'ordine di|una qualcosa come|qualcosa come|"
            "più o meno|stimato in|stimati in|stimata in|stimate in|intorno agli|attorno agli|"
            "sui|sugli|sulle|indicativamente|prossimo a|prossimi a|in area|una stima di|"
            "circa un|intorno all|attorno all"
        ),
        "nearly": (
            "quasi|poco meno di|appena meno di|poco sotto|vicino a|vicini a|sfiora|sfiorano|"
            "sfiorato|sfiorando|sfiorava|sfiorare|appena sotto|a ridosso di|a ridosso dei|"
            "poco sotto i|a un passo da|ad un passo da|prossima a|si avvicina a|si avvicina ai|"
            "a un soffio da|a un soffio dai|leggermente sotto|leggermente inferiore a|"
            "leggermente meno di|di poco inferiore a|poco al di sotto di|di poco sotto|"
            "poco meno che|vicino ai|vicino al|a un passo dai|sfiorerà|sfiorò|avvicinandosi a|"
            "avvicina"
        ),
        "more_than": (
            "buona|buon|oltre|più di|poco più di|superiore a|superiori a|"
            "superiore ai|sopra|sopra i|"
            "sopra il|supera|superano|superato|superando|ha superato|superava|superò|"
            "poco oltre|ben oltre|al di sopra di|al di sopra dei|al di sopra del|maggiore di|"
            "maggiori di|poco sopra|appena sopra|eccede|ben più di|abbondantemente oltre|"
            "da oltre|superare|supererà|supererebbe|supereranno|di oltre|appena più di|"
            "leggermente superiore a|appena oltre|leggermente sopra|ben sopra|molto più di|"
            "supererebbero|in eccesso di|sfonda|sfondato|leggermente oltre|leggermente più di|"
            "superata|superate|superati|ben superiore a|ben superiori a|infrange|sfondando|"
            "di poco superiore a|sopra quota|oltre quota|supera quota|superato quota|"
            "superando quota|di poco superiori a|maggior di"
        ),
        "less_than": (
            "meno di|sotto|inferiore a|inferiori a|inferiore ai|al di sotto di|al di sotto dei|"
            "al di sotto del|sotto i|sotto il|sotto la|minore di|ben sotto|molto meno di|"
            "sotto quota|ben meno di|ben al di sotto di|minori di|nemmeno|neanche"
        ),
        "up_to": (
            "fino a|sino a|fino ad|sino ad|fino ai|fino al|fino agli|sino ai|sino al|fino alle|"
            "fin a|anche|fino alla|fino a un massimo di|fino ad un massimo di"
        ),
    },
    qualifiers_after={
        "at_least": "o più|e più|in su|o oltre|e oltre|in avanti",
        "at_most": "o meno|al massimo",
        "about": "circa|o giù di lì",
        "more_than": "abbondanti|abbondante|e passa|e rotti",
        "nearly": "scarso|scarsi|scarsa|scarse",
    },
    exact_after={
        "un massimo di": _REACHED,
        "massimo di": _REACHED,
        "un minimo di": _REACHED,
        "minimo di": _REACHED,
        "fino a": (
            "sceso|scesa|scesi|calato|calata|salito|salita|saliti|sceso fino|scende|sale|cala|"
            "caduto|risalito|crollato|spinto|spingendosi|arrivato|arriva|scivolato|scendere|"
            "salire|scivola|risale|scivolata|scendendo|salendo|spinta|spinti|scese|precipitato|"
            "precipita|crolla"
        ),
        "fino ai": (
            "sceso|scesa|salito|salita|scende|sale|cala|risalito|crollato|scivolato|arrivato|spinto"
        ),
        "fino al": (
            "sceso|scesa|salito|salita|scende|sale|cala|risalito|crollato|scivolato|arrivato|spinto"
        ),
        "sui": "stabile|scambia",
        "oltre": "",
    },
    up=(
        "sale|salg|salir|salì|salend|guada|salit|rial|cresc|cresciut|crescita|aument|balz|corre!|corrono!|corsa!|"
        "guadagn|rally|avanz|increment|accelera|miglior|rincar|alza|alz|rafforz|rimbalz|"
        "progress|lievit|impenn|schizz|vola!|volano!|volat!|volato!|volata!|più|maggiore!|maggiori!|maggior!|rialz|espan|amplia|allarg|plus!|"
        "rivaluta|apprezz|decoll|salire|incremen|raddopp|rimont|superior|"
        "in rialzo|svett|strapp|cresce|recuper"
    ),
    down=(
        "cala|calo|calan|calat|calav|cede|cedon|cedut|cedend|perd|scend|sces|scese|cal|diminu|"
        "flession|perso!|persi!|persa!|perse!|ced|croll|ridu|ridott|ridotto|ridotta|ridotti|abbass|arretr|tagli|"
        "contrae|contraz|ribass|indebol|scivol|tonfo|in calo|decrement|meno|discesa|peggior|affond|"
        "limat|rosso|brusc|precipit|sgonfi|restring|stringe|deprezz|svaluta|inferior|negativ|"
        "frena|frenat|lasci|minore!|minori!|minor!|assottigl|smobilizz|sfoltire|rallenta|cade|cadut"
    ),
    moving=(
        "aumenta|aumentano|aumentato|aumentati|aumentata|cala|calano|calato|calati|scende|"
        "scendono|sceso|scesi|sale|salgono|salito|saliti|cresce|crescono|cresciuto|"
        "diminuisce|diminuito|diminuiti|ridotto|ridotta|bruciato|bruciati|discesa"
    ),
    change_nouns="crescita|calo|aumento|rialzo|flessione|incremento|riduzione|aumenti|rincari|rialzi",
    moves="pass|port|cambi|adegu",
    unmoved="più",
    spans="forchett|oscill|varia|compres",
    ways={"su": "up", "giù": "down"},
    change_markers="del|dello|dell|dell'|di|dei|della|il|un|l|degli|delle|lo",
    moved_endings="to|ti|ta|te|rà|ranno",
    led_to="a|al",
    by_verbs="di",
    stakes="capital|participa|azion|quota!|quote!",
    selling="ced",
    thresholds="forchetta|soglia",
    earning="guadagn",
    gains="guadagno|guadagni",
    losses="perdita|perdite",
    averages="medie|media",
    known="gli",
    past_rates="oltre",
    by_now="ormai|già|però|per la prima volta",
    marks="soglia|valore",
    awaited="attes|previst|stimat|ipotizzat|preventivat",
    sides="superior|inferior|maggior|minor",
    being="è|era|sarà",
    past="sotto|sopra|oltre",
    level_markers=(
        "a|al|all|ai|agli|da|dal|dall|dai|dagli|dalle|dallo|dalla|in|per|con|è|era|pari|allo|alla|vale|quota|su|sono|"
        "erano|raggiunto|raggiunge|raggiungendo|toccando|sfiora|nel|attestata|attesta"
    ),
    more=(
        "in più|in rialzo|in crescita|in aumento|in progresso|di aumento|di crescita|di rialzo|"
        "superiore|superiori|di incremento|di guadagno|di rincaro|di premio"
    ),
    less=(
        "in meno|in calo|in ribasso|in flessione|in diminuzione|di calo|di sconto|in perdita|"
        "di perdita|di ribasso|inferiore|inferiori|di riduzione|in contrazione|sotto"
    ),
    range_words="a|ai|o|ad|al|fino a|agli|all",
    range_bare="a|ad|al|ai|all|agli",
    range_openers="tra|fra|da|dai|dal|dagli|dalle|dall",
    range_and="e|ed|e i|e gli|e le|e il|e l",
    from_words="da|dai|dal|dagli|dalle|dall|dallo|dalla",
    origins="da|dai|dal|dalle|dagli",
    to_words="a|ai|al|ad|agli|alle|all|allo|alla|contro|rispetto a|rispetto ai|dai|da|dal|dagli",
    list_words="e|o|ed|e poi",
    elided_after=(
        "più|di cui|dei quali|e altri|oltre a|"
        "da|dai|dal|contro|contro i|rispetto a|rispetto ai|a|ai|dopo|di|dagli|dalle|dall|dello|su|"
        "al|dai precedenti|e|dei"
    ),
    head_words="in",
    head_scales={"migliaia": 3, "milioni": 6, "miliardi": 9},
    counted_heads=(
        "download|ascolti|visite|visualizzazioni|brevetti|filiali|sportelli|veicoli|"
        "biglietti|famiglie|spettatori|lettori|ascoltatori|studenti|pazienti|abitanti|conti|"
        "stabilimenti|giocatori|turisti|residenti|"
        "dipendenti|addetti|organico|occupati|lavoratori|negozi|clienti|consegne|passeggeri|"
        "abbonati|utenti|soci|iscritti|visitatori|popolazione|presenze|personale|lavoro"
    ),
    ratio_words="a|per|ogni",
    exchanges="frazionament|raggruppament|rapporto|concambio|split|accorpament",
    ratios="book-to-bill|p/e|ev/ebitda|ev/ebit|ev/sales|prezzo/utili|price/earnings|p/bv|multiplo",
    phones="telefono|tel|fax|chiamare|cellulare|verde|centralino|numero",
    negations="non|invece di|anziché|e non|piuttosto che",
    price_nouns="prezzo|mercato",
    links="a|ai|al|di|d|e",
    instead="contro|rispetto",
    limits="massimo|massimale|tetto|importo|limite",
    peaks="picco|massimo",
    participles="ati|iti|uti|erti|ate|ite|ute",
    indices="indic|punteggi|rating|brevett|stoxx|dax|ibex|pmi",
    inflation="inflaz",
    credit_lines="linee di credito|linee di liquidità",
    aside="con|in",
    conversions=(
        "pari a|pari a circa|ovvero|cioè|equivalenti a|equivalente a|ossia|al cambio|circa|"
        "equivalgono a|equivale a|corrispondenti a|corrispondente a|che equivalgono a|"
        "vale a dire|o|equivalenti|corrispondono a|al cambio attuale|al cambio attuale circa|"
        "al cambio circa|pari ad|che corrispondono a|pari quindi a|quasi|in euro|convertiti in"
    ),
    paid="lordo|lordi|netto|netti|netta|operativo|diluito|in contanti|in media",
    per_words=(
        "per|ad|a|per ogni|per ciascuna|per ciascun|/|cadauna|cadauno|ogni|al|alla|all|allo|l|"
        "il|la|lo"
    ),
    per_articles="a|al|alla|all|allo|l|il|la|lo|ad|per|ogni",
    per_sure="per",
    per_far="al|all|alla|l|ogni",
    per_subjects="eps|dps",
    not_per=(
        "scorso|precedente|prossimo|passato|seguente|successivo|prima|scorsa|precedenti|fa|"
        "dopo|fiscale"
    ),
    areas=("metri quadrati|metri quadri|metri cubi|chilometri quadrati|piedi quadrati"),
    per_nouns={
        "stagione": "season",
        "azione": "share",
        "azioni": "share",
        "titolo": "share",
        "quota": "unit",
        "tonnellata": "tonne",
        "tonnellate": "tonne",
        "anno": "year",
        "mese": "month",
        "settimana": "week",
        "giorno": "day",
        "ora": "hour",
        "minuto": "minute",
        "secondo": "second",
        "trimestre": "quarter",
        "barile": "barrel",
        "oncia": "ounce",
        "megawattora": "MWh",
        "megawatt": "MW",
        "mwh": "MWh",
        "kilowattora": "kWh",
        "chilowattora": "kWh",
        "kwh": "kWh",
        "metro": "metre",
        "mq": "square metre",
        "chilo": "kg",
        "kg": "kg",
        "chilogrammo": "kg",
        "grammo": "gram",
        "litro": "litre",
        "chilometro": "km",
        "km": "km",
        "persona": "person",
        "testa": "head",
        "abitante": "inhabitant",
        "cliente": "customer",
        "dipendente": "employee",
        "utente": "user",
        "famiglia": "household",
        "ettaro": "hectare",
        "quintale": "quintal",
        "capite": "head",
        "veicolo": "vehicle",
        "pezzo": "piece",
        "notte": "night",
        "unità": "unit",
        "confezione": "pack",
        "viaggio": "trip",
        "biglietto": "ticket",
        "camera": "room",
        "bottiglia": "bottle",
        "paziente": "patient",
        "studente": "student",
    },
    per_adverbs={
        "annui": "year",
        "annuo": "year",
        "annue": "year",
        "annua": "year",
        "l'anno": "year",
        "all'anno": "year",
        "al mese": "month",
        "mensili": "month",
        "al giorno": "day",
        "giornalieri": "day",
        "alla settimana": "week",
        "settimanali": "week",
        "all'ora": "hour",
        "pro capite": "head",
        "annualmente": "year",
        "l'ora": "hour",
    },
    counting="numero|numeri",
    of="di|dei|degli|delle|del",
    verb_endings=("ranno|ano|ono"),
    not_nouns=(
        "esclusa|escluso|esclusi|escluse|inclusa|incluso|inclusi|incluse|venerdì|giovedì|mercoledì|martedì|lunedì|sabato|domenica|stimato|stimata|ancora|"
        "indicati|indicato|fine|inizio|attuali|attuale|odierni|iniziali|"
        "precedenti|precedente|precedentemente|prima|restanti|restante|rimanenti|rimanente|"
        "attesi|attese|previsti|previste|stimati|atteso|prevista|previsto|"
        "attesi|attese|atteso|attesa|previsti|previste|previsto|prevista|stimati|stimate|"
        "di|del|della|dei|delle|degli|dell|dello|da|dal|dai|dalla|dallo|dalle|in|nel|nella|nei|"
        "a|al|ai|alla|alle|agli|con|su|sul|sulla|sui|per|tra|fra|e|o|ed|il|lo|la|i|gli|le|un|"
        "una|uno|che|è|sono|era|ha|hanno|ma|se|come|anche|non|più|meno|si|ci|vi|contro|"
        "rispetto|dopo|prima|quando|dove|mentre|perché|circa|entro|oltre|sotto|sopra|verso|"
        "quindi|poi|solo|già|ancora|ieri|oggi|domani|all|nell|dall|sull|l|d|c|secondo|grazie|"
        "aveva|avrà|sarà|saranno|fino|durante|ogni|quasi|ad|pari|né|va|viene|fa|dagli|nelle|"
        "negli|sulle|sugli|cui|quello|quelli|stato|stati|complessivi|complessivamente|totali|"
        "invece|così|nonostante|dato|subito|adesso"
    ),
    adjectives=(
        "nuov|altri|altre|grand|ulterior|divers|important|maggior|principal|different|nostr|su|"
        "lor|stess|prossim|ultim|prim|primi|attual|piccol|vecchi|mil|ben|real|cosiddett|ex!"
    ),
    abbreviations="art|prec|sept|max|min|incl|inc|corp|ltd|rev|fig|vol",
    references=(
        "articolo|art.|articoli|artt.|comma|nota|note|tabella|tab.|figura|fig.|pagina|pag.|"
        "capitolo|allegato|paragrafo|modulo|modello|form|sezione|§|isin|direttiva|regolamento|"
        "legge|decreto|protocollo|sentenza|punto|pag|delibera|dlgs|lettera|codice|d.lgs.|dl|"
        "slide|grafico|ordinanza|provvedimento|determina"
    ),
    numbered="linea|reattore|lotto",
    capital_references="punto",
    rankings="numero|n.|n°|nr.|nr|posto|posizione|no.|num.|№|numeri|nº|#",
    abbreviated="n|art|no",
    places="posto",
    names=(
        "Btp|BTP|Bot|Cct|Serie|Area|Gruppo|Industria|Transizione|Fit|Legge|Formula|Bund|Oat|"
        "Radio|Rai|Canale|Italia|Rete|Studio|Sky|Cinema|Autostrada|Quota|Superbonus|Piano|"
        "Agenda|Missione|Fondo|Ftse|Ecobonus|Bonus|Fincantieri|Mib|Circonvallazione|Class|Ten|"
        "Turno|Next|Treno|Frecciarossa|Panda"
    ),
    named_numbers=(
        "magnifici sette|magnifiche sette|cinque stelle|magnificent seven|big four|big three|"
        "five eyes|big tre"
    ),
    hours_are_pointed=True,
    bare_hours="alle|dalle",
    hours_after="ore",
    short_decades=True,
    plural_endings="s|i|e",
    scale_takes_linker=True,
    counts_across=True,
    one_point=True,
    half_of_times="anno|mese|giornata|seduta",
    half_times="anno|mese|giornata|seduta",
    half_led="a|entro|verso",
    multiple_nouns="cifra",
    multiple_adjectives="doppia|tripla|doppio",
    multiplied="rispetto|di|del|dei|della",
    multiplying="il|del|al|dal|quasi|nel",
    leaving=Leaving(
        now=("attuali|attualmente|odierni|oggi|attuale"),
        parts_after=("dei quali|delle quali|di questi|di queste|di essi|di esse"),
        borders=("mentre|quando|ma|poiché|siccome|con|che|dove|benché|cui|perché"),
        unnaming=(
            "forse|magari|quasi|addirittura|terzo|quarto|quinto|metà|doppio|triplo|"
            "anno|esercizio|trimestre|semestre|periodo|cifra|livello|importo|stato|stati|"
            "era|erano|stesso|stessa|registrati|registrato|realizzati|scorso|scorsa|primo|"
            "secondo|previsione|previsti|fa|precedente"
        ),
        holding="detiene|possiede|conserva|tiene",
        remaining="restante|restanti|rimanente|rimanenti|altro",
        owners="suoi|sue|loro|nostri",
        money_nouns=(
            "plusvalenz|bonus!|risultato!|ebit!|ebita!|ebitda!|"
            "risparm|debit|prestit|fondo!|fondi!|finanziament|investiment|capex|capital|cost|spes|"
            "ricav|fatturato|util|profitt|perdit|tass|impost|cassa!|liquidità|sinergi|svalutazion|"
            "accantonament|dividend|buyback|riacquist|deposit|mult|sanzion|contribut|aiut|sgrav|"
            "tagli!|taglio!|obbligazion|bond!|crediti!|credito!|garanzi|incentiv|royalt|premi!|"
            "afflussi|deflussi|budget|stanziament|gettito|incassi|incasso|introit|entrat|uscite!|"
            "interess|commissioni!|penal|risarciment|raccolta|patrimonio|risorse|equity|proventi|"
            "margin|ammortament|rimborsi|rimborso|tagliand|sussid|maggiori!|minori!|coperture|valore!|"
            "valutazion|controvalor"
        ),
        large_money_nouns=(
            "titol|ordin|vendit|commess|contratt|attiv|export|esportazion|import|acquist|appalt"
        ),
        givers="soci!|socio!|azionist|investitor|banche!|banca!|creditor|partner",
        recalling=(
            "alto|basso|settore|rivali|comparto|"
            "economisti|analisti|consensus|consenso|attesi|attesa|stimato|stimati|covenant|limite|"
            "tetto|picco|massimo|media|"
            "dopo|contro|rispetto|precedente|precedenti|precedenza|prima|precedentemente|dai|dal|"
            "dalle|da"
        ),
        only=("solo|soltanto|appena|circa|quasi|solamente|ben|poco"),
        purposes=("per|in|a|su|nel|al"),
        others_before=("altri|altre|ulteriori|nuovi"),
        amounting="pari|uguale|equivalente",
        others_after=("altri|altre|ulteriori|aggiuntivi|aggiuntive|supplementari|in più"),
        wholes=(
            "dei|delle|degli|dei suoi|delle sue|dei circa|su|sui|sulle|su un totale di|tra i|"
            "tra le|fra i|di"
        ),
        parts=("di cui|dei quali|delle quali|tra cui|fra cui"),
        contributing=(
            "volev|vogli|preferi|chied|"
            "aggiun|tolt|tolgo|toglie|sottra|contribui|apporta|portat|sottratt|sott|pesat|pesan|"
            "pesa!"
        ),
        traded="quota!|quotava|scambi|tratta!",
        targets=("vale!|valeva!|target|obiettiv|prezzo-obiettivo"),
        pronouns=(
            "quella di|quella del|quella della|quello di|quello del|quello della|quelli di|"
            "quelle di"
        ),
        copulas=("hanno|saranno|sono|erano|furono|diventeranno|sarebbero|diverranno|salgono"),
        forecasts=("stima|stime|prevision|outlook|guidance|obiettiv|target|proiezion"),
    ),
)
