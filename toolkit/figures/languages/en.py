"""English: the table of its number words and habits."""

from toolkit.figures.languages.common import CFA, CROWNS, DINARS, DIRHAMS, PESOS, RIYALS, SHILLINGS
from toolkit.figures.languages.language import Language
from toolkit.figures.languages.leaving import Leaving

_SMALL = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]

ENGLISH = Language(
    code="en",
    name="English",
    decimal=".",
    group=",",
    regions={"ZA": (",", "")},
    numbers={word: n for n, word in enumerate(_SMALL, 1)}
    | {word: 10 * n for n, word in enumerate(_TENS, 2)}
    | {"zero": 0},
    hundred="hundred",
    scales={
        "thousand": 3,
        "million": 6,
        "millions": 6,
        "billion": 9,
        "billions": 9,
        "trillion": 12,
        "trillions": 12,
        "quadrillion": 15,
        "quintillion": 18,
        "milliard": 9,
        "milliards": 9,
        "lakh": 5,
        "lakhs": 5,
        "lac": 5,
        "lacs": 5,
        "crore": 7,
        "crores": 7,
    },
    singular_scales="million|billion|trillion|crore|lakh",
    short_scales={
        "mn": 6,
        "Mn": 6,
        "mln": 6,
        "Mln": 6,
        "mil": 6,
        "mill": 6,
        "mm": 6,
        "MM": 6,
        "mio": 6,
        "Mio": 6,
        "bn": 9,
        "Bn": 9,
        "BN": 9,
        "bln": 9,
        "Bln": 9,
        "bil": 9,
        "tn": 12,
        "Tn": 12,
        "TN": 12,
        "trn": 12,
        "tln": 12,
        "trln": 12,
        "cr": 7,
        "Cr": 7,
        "Mrd": 9,
        "mrd": 9,
        "thou": 3,
    },
    letter_scales={"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12},
    free_letters="kKmMbB",
    lengths="tall|wide|long|deep|high|away|thick|x|wafer|wafers|lens|lenses|pipe|pipes|pipeline|"
    "shell|shells|ammunition|cannon|gun|guns|rainfall|rain",
    scaled_units={"MEUR": (6, "EUR"), "TEUR": (3, "EUR"), "kEUR": (3, "EUR")},
    dotted="",
    fillers=(
        "good|long|straight|consecutive|mere|short|trading|business|working|more|further|additional|full|whole|extra|solid|other|cool"
    ),
    joiners="and",
    one=("another|a|an|one"),
    definite="the|its|their|that",
    half="half",
    spoken_mark="point",
    half_after="and-a-half|and a half|and one half|and a-half",
    specials={},
    weak="one|zero",
    parts={
        "third": 3,
        "thirds": 3,
        "quarter": 4,
        "quarters": 4,
        "fourth": 4,
        "fourths": 4,
        "fifth": 5,
        "fifths": 5,
        "sixth": 6,
        "sixths": 6,
        "seventh": 7,
        "sevenths": 7,
        "eighth": 8,
        "eighths": 8,
        "ninth": 9,
        "ninths": 9,
        "tenth": 10,
        "tenths": 10,
        "twentieth": 20,
        "hundredth": 100,
    },
    halves="half",
    out_of="in|in every|out of|out of every|of every",
    every="every",
    after_part=(
        "is|are|was|were|will|would|has|have|had|said|say|came|comes|come|goes|went|go|do|"
        "does|did|can|could|may|expect|expected|plan|believe|below|above|off|short|up|down|"
        "cheaper|fewer|smaller|larger|bigger|owned|held|into|through|who|which|that"
    ),
    of_the_one="of",
    of_the="of the|of its|of their|out of the",
    of_words=(
        "of|the|less|more|lower|higher|so|already|to|from|in|this|last|as|its|their|,|.|;|over|since|on|"
        "after|and|or|by|year|for|at|when|between"
    ),
    multiples={
        "doubled": ("2", "up"),
        "doubling": ("2", "up"),
        "doubles": ("2", "up"),
        "double": ("2", ""),
        "to double": ("2", "up"),
        "tripled": ("3", "up"),
        "tripling": ("3", "up"),
        "triples": ("3", "up"),
        "triple": ("3", ""),
        "to triple": ("3", "up"),
        "trebled": ("3", "up"),
        "trebling": ("3", "up"),
        "treble": ("3", ""),
        "quadrupled": ("4", "up"),
        "quadrupling": ("4", "up"),
        "quadruple": ("4", ""),
        "quintupled": ("5", "up"),
        "quintupling": ("5", "up"),
        "quintuple": ("5", ""),
        "sextupled": ("6", "up"),
        "halved": ("0.5", "down"),
        "halving": ("0.5", "down"),
        "halve": ("0.5", "down"),
        "halves": ("0.5", "down"),
        "twice": ("2", ""),
        "thrice": ("3", ""),
        "two-fold": ("2", ""),
    },
    times="times|x|fold",
    times_endings="fold|x|times",
    collectives={"dozen": (12, 0)},
    collectives_exact="dozen|score",
    vague_few="several|a few|few|many|some several|a couple of|a couple|multiple",
    vague_many="hundreds|thousands|millions|billions|trillions|tens|dozens|scores|crores|lakhs",
    vague_digits=(
        "single-digit|double-digit|triple-digit|single digit|double digit|triple digit|"
        "single-digits|double-digits|triple-digits|single digits|double digits|triple digits|"
        "two-digit|three-digit|four-digit|five-digit|six-figure|seven-figure|eight-figure|"
        "nine-figure|ten-figure|five-figure|four-figure|six-digit|seven-digit|multibillion|"
        "multimillion|multi-billion|multi-million|multitrillion|multi-trillion|six figures|"
        "seven figures|eight figures|nine figures|two digits|three digits"
    ),
    vague_shades="high|low|mid|middle",
    vague_scales={
        "percentage": "percent",
        "percent": "percent",
        "per cent": "percent",
        "%": "percent",
        "billions": "",
        "millions": "",
        "percentages": "percent",
    },
    linkers="of",
    currencies={
        "dollar": "USD",
        "dollars": "USD",
        "us dollar": "USD",
        "us dollars": "USD",
        "u.s. dollars": "USD",
        "u.s. dollar": "USD",
        "american dollars": "USD",
        "bucks": "USD",
        "hong kong dollar": "HKD",
        "hong kong dollars": "HKD",
        "new taiwan dollars": "TWD",
        "taiwan dollars": "TWD",
        "new taiwan dollar": "TWD",
        "new zealand dollars": "NZD",
        "new zealand dollar": "NZD",
        "singapore dollars": "SGD",
        "singapore dollar": "SGD",
        "australian dollars": "AUD",
        "australian dollar": "AUD",
        "canadian dollars": "CAD",
        "canadian dollar": "CAD",
        "euro": "EUR",
        "euros": "EUR",
        "pound": "GBP",
        "pounds": "GBP",
        "pounds sterling": "GBP",
        "pound sterling": "GBP",
        "british pounds": "GBP",
        "sterling": "GBP",
        "egyptian pounds": "EGP",
        "lebanese pounds": "LBP",
        "swiss francs": "CHF",
        "swiss franc": "CHF",
        "francs": "CHF",
        "franc": "CHF",
        "cfa francs": CFA,
        "cfa franc": CFA,
        "francs cfa": CFA,
        "congolese francs": "CDF",
        "rwandan francs": "RWF",
        "yen": "JPY",
        "yuan": "CNY",
        "yuan renminbi": "CNY",
        "renminbi": "CNY",
        "won": "KRW",
        "ruble": "RUB",
        "rubles": "RUB",
        "rouble": "RUB",
        "roubles": "RUB",
        "rupee": "INR",
        "rupees": "INR",
        "rupiah": "IDR",
        "ringgit": "MYR",
        "baht": "THB",
        "dong": "VND",
        "lira": "TRY",
        "liras": "TRY",
        "zloty": "PLN",
        "zlotys": "PLN",
        "zlotych": "PLN",
        "forint": "HUF",
        "forints": "HUF",
        "koruna": "CZK",
        "korunas": "CZK",
        "krona": "SEK/ISK",
        "kronor": "SEK",
        "kroner": "DKK/NOK",
        "krone": "DKK/NOK",
        "crowns": CROWNS,
        "crown": CROWNS,
        "kroon": "EEK",
        "kroons": "EEK",
        "lats": "LVL",
        "litas": "LTL",
        "deutschmarks": "DEM",
        "deutsche marks": "DEM",
        "lei": "RON",
        "leu": "RON",
        "leva": "BGN",
        "lev": "BGN",
        "hryvnia": "UAH",
        "hryvnias": "UAH",
        "shekel": "ILS",
        "shekels": "ILS",
        "rand": "ZAR",
        "real": "BRL",
        "reais": "BRL",
        "reals": "BRL",
        "tenge": "KZT",
        "naira": "NGN",
        "cedi": "GHS",
        "cedis": "GHS",
        "birr": "ETB",
        "taka": "BDT",
        "soles": "PEN",
        "sol": "PEN",
        "peso": PESOS,
        "pesos": PESOS,
        "dinar": DINARS,
        "dinars": DINARS,
        "dirham": DIRHAMS,
        "dirhams": DIRHAMS,
        "riyal": RIYALS,
        "riyals": RIYALS,
        "rial": RIYALS,
        "rials": RIYALS,
        "shilling": SHILLINGS,
        "shillings": SHILLINGS,
    },
    nationalities={
        "american": "USD",
        "canadian": "CAD",
        "australian": "AUD",
        "jamaican": "JMD",
        "swedish": "SEK",
        "norwegian": "NOK",
        "danish": "DKK",
        "icelandic": "ISK",
        "czech": "CZK",
        "mexican": "MXN",
        "argentine": "ARS",
        "argentinian": "ARS",
        "chilean": "CLP",
        "colombian": "COP",
        "philippine": "PHP",
        "uruguayan": "UYU",
        "cuban": "CUP",
        "dominican": "DOP",
        "serbian": "RSD",
        "tunisian": "TND",
        "kuwaiti": "KWD",
        "iraqi": "IQD",
        "jordanian": "JOD",
        "bahraini": "BHD",
        "algerian": "DZD",
        "moroccan": "MAD",
        "emirati": "AED",
        "uae": "AED",
        "saudi": "SAR",
        "qatari": "QAR",
        "omani": "OMR",
        "iranian": "IRR",
        "kenyan": "KES",
        "tanzanian": "TZS",
        "ugandan": "UGX",
        "pakistani": "PKR",
        "sri": "LKR",
        "nepalese": "NPR",
        "indian": "INR",
        "swiss": "CHF",
        "british": "GBP",
        "egyptian": "EGP",
        "chinese": "CNY",
        "japanese": "JPY",
        "brazilian": "BRL",
        "south": "ZAR/KRW",
        "korean": "KRW",
        "turkish": "TRY",
        "russian": "RUB",
        "polish": "PLN",
        "hungarian": "HUF",
        "indonesian": "IDR",
        "thai": "THB",
        "israeli": "ILS",
        "vietnamese": "VND",
        "malaysian": "MYR",
        "ukrainian": "UAH",
        "nigerian": "NGN",
        "romanian": "RON",
        "bulgarian": "BGN",
    },
    cents={
        "cent": "USD",
        "cents": "USD",
        "us cents": "USD",
        "us cent": "USD",
        "u.s. cents": "USD",
        "cts": "USD",
        "euro cents": "EUR",
        "euro cent": "EUR",
        "eurocents": "EUR",
        "singapore cents": "SGD",
        "australian cents": "AUD",
        "canadian cents": "CAD",
        "hong kong cents": "HKD",
        "pence": "GBP",
        "penny": "GBP",
        "p": "GBP",
        "c": "USD",
        "paise": "INR",
        "kopecks": "RUB",
        "sen": "MYR",
    },
    percent="percent|per cent|per-cent|pct|pc|%|％|p.c.",
    per_mille="‰|per mille|per mil|per mill",
    percentage_point=(
        "percentage point|percentage points|percentage-point|percentage-points|percent point|"
        "percent points|per cent points|pp|pps|ppt|ppts|p.p.|%-points|% points|pct points|"
        "pct point|pctg pts|% pts"
    ),
    basis_point="basis point|basis points|basis-point|basis-points|bp|bps|bips",
    point="point|points|pts|pt",
    spread="",
    rates=(
        "margin|rate!|rates!|share!|unemployment|inflation|yield|utilisation|utilization|"
        "occupancy|ratio|penetration|turnout|approval"
    ),
    minus="minus|negative",
    plus="plus",
    months={month: n for n, month in enumerate(_MONTHS, 1)},
    short_months={
        "jan": 1,
        "feb": 2,
        "mar": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "dec": 12,
    },
    months_are_capital=True,
    date_linkers="of|,|the",
    ordinals={word: n for n, word in enumerate(_ORDINALS, 1)}
    | {"thirtieth": 30, "fiftieth": 50, "hundredth": 100},
    offices="minister|lady",
    ordinal_suffixes="st|nd|rd|th",
    placing=(
        "is|was|are|were|be|been|ranks|ranked|rank|finished|came|comes|placed|stands|stood|"
        "remains|remained|it|them"
    ),
    placed="in|among|by|behind|after|worldwide|globally|nationally|on|with|at",
    placed_so="in|since|most",
    placed_among="in|among|behind|by",
    first_ordinals="first",
    ordinal_before=(
        "the|its|their|his|her|our|my|a|an|s|this|that|every|each|for|fiscal|in|on|to|by|"
        "ranked|ranks|rank|ranking|finished|came|another|world|country|and|of|as|no"
    ),
    superlatives=(
        "largest|biggest|highest|best|most|lowest|smallest|ranked|placed|tier|class|rate|"
        "fastest|worst|oldest|longest|richest|busiest|party|generation|term|line|floor|grade|"
        "straight|consecutive|hand|degree|half|quarter|ever|time|year"
    ),
    quarter="quarter|half|quarters|trimester|half-year|semester",
    quarter_letters="Q|H|FQ",
    first_words="first|last|final|past|opening",
    opening_words="first|opening",
    month_nouns="months|month|weeks|quarters|days",
    fiscal="fiscal|fy|financial year|fiscal year|fye|crop year|tax year|season|cy",
    decade_suffixes="s",
    decades_before="the|early|late|mid|and",
    time_units=(
        "year|years|yr|yrs|month|months|week|weeks|day|days|hour|hours|minute|minutes|second|"
        "seconds|decade|decades|quarters|century|centuries|session|sessions|fortnight|"
        "fortnights|hr|hrs|nights|weekends|business days|working days|trading days|"
        "trading sessions|calendar days|consecutive days|straight days|milliseconds|"
        "generations|consecutive quarters|straight quarters|consecutive years|straight years|"
        "consecutive months|straight months|consecutive sessions|straight sessions|full years|"
        "fiscal years|straight weeks|consecutive weeks|more years|further years|"
        "additional years|light years|years' time"
    ),
    aged="aged|age|turns|turned|turning",
    people=(
        "executive|chairman|chairwoman|founder|banker|trader|minister|president|defender|"
        "striker|midfielder|winger|goalkeeper|director|manager|politician|economist"
    ),
    persons="who|she|he",
    old="old|olds",
    clock_after="am|pm|a.m.|p.m.|gmt|bst|et|est|edt|cet|utc|pt|o'clock|a.m|p.m|ist|hkt|jst|sgt",
    clock_before="",
    year_before=(
        "pre|post|non|in|since|by|until|till|from|of|for|during|before|after|through|throughout|early|late|"
        "mid|end|year|fiscal|spring|summer|autumn|fall|winter|to|january|february|march|april|"
        "may|june|july|august|september|october|november|december|around|than|versus|vs|ended|"
        "ending|between|and"
    ),
    dated="act|convention|treaty|constitution|agreement",
    qualifiers={
        "at_least": (
            "at least|no less than|not less than|no fewer than|not fewer than|a minimum of|"
            "minimum of|minimum|min.|starting at|start at|starts at|starting from|start from|"
            "starts from|upward of at least|from at least|as little as|or at least|not below|"
            "not lower than|prices from|saloon from|priced from|price from|at the very least|"
            "a floor of|floor of"
        ),
        "at_most": (
            "at most|no more than|not more than|a maximum of|maximum of|capped at|maximum|max.|"
            "max|not exceed|not exceeding|cannot exceed|limited to|a cap of|no greater than|"
            "not over|not above|a ceiling of|ceiling of|no higher than|not exceed about|"
            "at the most|as late as|will not top|will not pay more than|not to exceed|"
            "not pay more than"
        ),
        "about": (
            "plus or minus|plus-or-minus|"
            "about|around|roughly|approximately|some|circa|c.|ca.|ca|an estimated|estimated|"
            "in the region of|somewhere around|or so|approx.|approx|close to|"
            "in the neighbourhood of|in the neighborhood of|in the order of|on the order of|"
            "somewhere near|more or less|give or take|near|the equivalent of about|closer to|"
            "nearer to|more like"
        ),
        "nearly": (
            "nearly|almost|just shy of|just under|close on|approaching|just below|"
            "a shade under|not quite|shy of|a little under|slightly under|slightly less than|"
            "a little less than|virtually|nearing|approaches|approached|a fraction under|"
            "a touch under|just less than|marginally below|slightly below|a whisker under|"
            "a bit less than|a little below|fractionally under"
        ),
        "more_than": (
            "good|more than|over|above|just over|well over|upwards of|upward of|in excess of|"
            "exceeding|exceeds|exceeded|exceed|topped|tops|topping|top|surpassed|surpasses|"
            "surpassing|surpass|a little over|slightly more than|slightly over|beyond|north of|"
            "just above|well above|far more than|greater than|a shade over|broke through|"
            "broke above|crossed|passed|passing|well in excess of|little more than|"
            "just more than|comfortably over|much more than|a touch over|a bit more than|"
            "better than|higher than|larger than|bigger than|breached|breaching|crosses|"
            "crossing|breaks through|a little more than|to over|past"
        ),
        "less_than": (
            "less than|fewer than|under|below|lower than|south of|smaller than|well below|"
            "well under|sub|beneath|far below|much less than|far less than|falls short of|"
            "fell short of|well shy of"
        ),
        "up_to": (
            "up to|as much as|as many as|up to about|up to around|up to roughly|"
            "up to an estimated|as high as|a potential|up to nearly|to as much as|"
            "to as many as|by as much as"
        ),
    },
    qualifiers_after={
        "at_least": (
            "or more|and more|and above|or above|and up|or higher|or over|-plus|plus|at least|"
            "or greater|and over|upwards"
        ),
        "at_most": "or less|or fewer|or below|at most|and under|or under|or lower|at the most|tops",
        "about": (
            "plus or minus|plus-or-minus|plus/minus|±|+/-|"
            "-odd|odd|or so|or thereabouts|give or take"
        ),
        "more_than": "and change|and then some",
    },
    exact_after={
        "over": (
            "talks|row|dispute|disputes|negotiations|lawsuit|lawsuits|suit|battle|fight|claims|"
            "questions|concerns|argument|strike|probe|case|clash|vote|wrangle|sued|suing|"
            "investigation|charges|fears|worries|dismay|anger|uproar|feud|control|squabble|"
            "rows|quarrel|tussle|inquiry|litigation|haggling|bargaining|protest|protests|"
            "complaint|complaints"
        ),
        "up to": "",
        "about": "",
    },
    up=(
        "rose|rise|risen|rising|increas|grew|grow|climb|jump|surg|soar|gain|advanc|add|up|"
        "higher|hike|rais|lift|boost|widen|improv|rall|upgrade|plus|more|expand|expans|"
        "accelerat|rocket|leap|leapt|spik|swell|swelled|edged up|uplift|upside|appreciat|"
        "strengthen|heighten|extend|inflow|upturn|rebound|recover|bounc|skyrocket|balloon|"
        "mushroom|outperform|upswing|greater|upped|ups|adds|added|adding|rall"
    ),
    down=(
        "cuts|cutting|dips|dipped|dipping|diminish|deteriorat|"
        "fell|fall|fallen|falling|drop|declin|slid|slide|sliding|slump|cut|lower|shed|lost|"
        "lose|losing|loss|sank|sink|sunk|plung|tumbl|decreas|reduc|contracted|contracting|contraction|shrank|shrink|"
        "shrunk|slip|dip|down!|eas|slash|trim|narrow|tighten|plummet|crash|dive|dove|"
        "weaken|depreciat|erod|eras|wip|retreat|crater|collaps|less|fewer|slic|pare|pared|paring|"
        "softer|cheaper|slow|sag|tank|layoff|redundanc|axe|axing|downgrade|writedown|outflow|"
        "downturn|plunging|skid|tumble|save|saving|stripp|knock|ease|eased|easing|wipe|wiping|"
        "wiped|erase|erasing"
    ),
    moving=(
        "added|adds|wiped|shed|sheds|erased|erases|dropped|drops|slipped|rose|fell|"
        "climbed|jumped|dipped|grew|slid|increased|increases|"
        "decreased|decreases|declined|declines|gained|tumbled|plunged|surged"
    ),
    change_nouns=(
        "growth|increase|rise|gain|decline|drop|fall|cut|decrease|increases|rises|shed|added|wiped"
    ),
    savings="savings|cuts|reductions|losses|gains|reduction",
    moves=(
        "went!|goes!|gone!|going!|chang|shift|move|moving|swung|swing|revis|adjust|"
        "taking!|took!|bring|brought|pass"
    ),
    unmoved="more|plus|adjusted",
    spans="rang",
    ways={"up": "up", "down": "down", "off": "down"},
    change_markers="by|of|a|an|another|further|additional|extra|with|about",
    owing="due",
    led_to="to",
    bases="from|against|versus|than|vs",
    paces="year|annual|annually|rate|pace|clip|cagr",
    pace_markers="at",
    revised="upwardly|downwardly",
    phrasal=(
        "make|makes|made|making|put|puts|end|ended|sum|take|took|bought|buy|snapped|"
        "turned|signed|gave|give|drew|laid|set"
    ),
    compared="higher|lower|weaker|stronger|rising|falling",
    thresholds="threshold|ceiling",
    gains="gain|gains|raise|raises",
    losses="loss|losses",
    averages="average|averages|mean",
    by_now="now|already|still",
    marks="mark|threshold|value",
    awaited="expected|anticipated|projected|predicted|estimated|pencilled|budgeted",
    sides="above|below|under|over",
    being="is|was",
    past="above|below|under|beyond|past|topped",
    by="by",
    level_markers=(
        "than|to|at|with|from|versus|vs|was|is|were|are|stood|stands|hit|reached|total|totalled|"
        "totaled|on|against|for|in|affect|affects|affected|affecting|equivalent"
    ),
    more=(
        "up|higher|more|increase|rise|gain|jump|growth|hike|stronger|firmer|above|rises|"
        "increases|advance|ahead|gains|raise|pay rise|surge|improvement|rally|uptick|greater|"
        "climb"
    ),
    less=(
        "down|lower|less|fewer|decrease|decline|drop|fall|cut|discount|weaker|loss|off|slide|"
        "reduction|cheaper|cuts|dip|declines|drops|falls|losses|slump|plunge|contraction|"
        "tumble|pay cut|slower"
    ),
    year_on_year=(
        "yoy|qoq|mom|y-o-y|q-o-q|m-o-m|year-on-year|quarter-on-quarter|month-on-month|"
        "year-over-year|quarter-over-quarter|month-over-month|like-for-like|annual|quarterly|"
        "monthly|organic|underlying"
    ),
    range_words="to|or|through|to about|to around",
    until="through",
    range_openers="between|from",
    range_and="and",
    from_words="from",
    from_is_change=True,
    origins="from",
    to_words="to|from|after|against|versus|vs|vs.",
    list_words="and|or|and then|,",
    elided_after=(
        "of which|of that|plus|another|a further|an additional|including|"
        "from|after|against|versus|vs|vs.|to|of|compared with|compared to|than|at|"
        "today's offer is|with|by"
    ),
    head_words="in",
    head_scales={"thousands": 3, "millions": 6, "billions": 9},
    counted_heads=(
        "downloads|streams|streaming|visits|views|followers|patents|branches|jobs|vehicles|"
        "tickets|homes|households|viewers|readers|listeners|students|patients|inhabitants|"
        "accounts|workforce|shops|outlets|plants|residents|players|transactions|shipments|"
        "employees|headcount|staff|workers|stores|customers|shares|units|subscribers|"
        "deliveries|passengers|customer|user|users|member|members|membership|population|"
        "attendance|visitors"
    ),
    ratio_words="for|to|into",
    exchanges="split|ratio|reverse|consolidat|odds|rights|bonus|exchange|outnumber|outstrip|outweigh",
    ratios=(
        "a factor|book-to-bill|book-to-bill ratio|"
        "multiple|forward multiple|price-earnings ratio|price-to-earnings ratio|"
        "p/e|pe ratio|p/e ratio|price-to-earnings ratio|price-earnings ratio|"
        "price-to-book ratio|price/earnings ratio|p/b|ev/ebitda|ev/ebit|ev/sales|"
        "price-to-earnings multiple|earnings multiple"
    ),
    phones="phone|telephone|tel|call|fax|mobile|hotline|helpline|freephone|desk|dial|ring",
    negations="not|instead of|rather than|no longer",
    price_nouns="price|market",
    links="to|at|of|by|with|and|is",
    instead="after|against|versus|vs",
    limits="limit|ceiling|cap|maximum",
    peaks="peak|high",
    it="it|they",
    indices="index|indices|indicator|rating|score|patent|ranking|stoxx|dax|ibex|pmi",
    inflation="inflat",
    credit_lines="lines of credit",
    aside="at|with|in",
    conversions=(
        "or|equivalent to|equal to|that is|i.e.|worth|which is|the equivalent of|"
        "or the equivalent of|in all|translates to|translating to|amounting to|which equals|=|"
        "equivalent of|approximately"
    ),
    paid="gross|net|diluted|basic|in cash|in stock|on average",
    per_words="per|each|/|for each|for every|per each|a",
    per_articles="a|an|the|each|every",
    per_sure="per",
    per_far="a|an",
    per_subjects="eps|dps|ffo",
    not_per=("ago|earlier|before|later|prior"),
    areas=(
        "square feet|square foot|sq ft|sq m|sq km|square metres|square meters|square miles|"
        "square kilometres|"
        "cubic metres|cubic meters|cubic feet|square yards"
    ),
    per_nouns={
        "share": "share",
        "unit": "unit",
        "tonne": "tonne",
        "ton": "ton",
        "metric": "tonne",
        "mt": "tonne",
        "t": "tonne",
        "year": "year",
        "yr": "year",
        "annum": "year",
        "month": "month",
        "mo": "month",
        "week": "week",
        "day": "day",
        "d": "day",
        "hour": "hour",
        "hr": "hour",
        "h": "hour",
        "minute": "minute",
        "second": "second",
        "quarter": "quarter",
        "barrel": "barrel",
        "bbl": "barrel",
        "ounce": "ounce",
        "oz": "ounce",
        "troy": "ounce",
        "mwh": "MWh",
        "megawatt": "MW",
        "kwh": "kWh",
        "kilowatt": "kW",
        "mmbtu": "MMBtu",
        "therm": "therm",
        "gallon": "gallon",
        "litre": "litre",
        "liter": "litre",
        "pound": "pound",
        "lb": "pound",
        "bushel": "bushel",
        "kg": "kg",
        "kilogram": "kg",
        "kilo": "kg",
        "gram": "gram",
        "acre": "acre",
        "hectare": "hectare",
        "square": "square",
        "sq": "square",
        "head": "head",
        "person": "person",
        "employee": "employee",
        "customer": "customer",
        "user": "user",
        "subscriber": "subscriber",
        "household": "household",
        "incident": "incident",
        "mile": "mile",
        "km": "km",
        "kilometre": "km",
        "night": "night",
        "ticket": "ticket",
        "seat": "seat",
        "vehicle": "vehicle",
        "car": "car",
        "piece": "piece",
        "ads": "ADS",
        "apiece": "unit",
        "watt": "watt",
        "token": "token",
        "container": "container",
        "box": "box",
        "pack": "pack",
        "bottle": "bottle",
        "trade": "trade",
        "transaction": "transaction",
        "passenger": "passenger",
        "decade": "decade",
        "season": "season",
    },
    per_adverbs={
        "annually": "year",
        "yearly": "year",
        "monthly": "month",
        "daily": "day",
        "weekly": "week",
        "hourly": "hour",
        "p.a.": "year",
        "pa": "year",
        "bpd": "day",
    },
    forecasters="analysts|economists|brokers|forecasters|experts|investors|markets|traders",
    forecast="had|expected|forecast|predicted|were|have|projected|estimated|pencilled|anticipated",
    counting="number|numbers",
    of="of",
    plurals="people|staff|aircraft|households|men|women|children|personnel",
    comparatives="larger|bigger|smaller|older|newer|younger",
    not_nouns=(
        "guidance|consensus|range|target|expect|expects|see|think|believe|want|predict|favour|favor|prefer|voted|agreed|"
        "coming|going|due|left|short|shy|away|monday|tuesday|wednesday|thursday|friday|saturday|sunday|yesterday|"
        "previously|earlier|respectively|"
        "expected|forecast|estimated|predicted|projected|originally|initially|"
        "in|on|at|by|of|for|to|from|with|and|or|as|is|are|was|were|has|have|had|will|would|can|"
        "could|should|may|might|must|the|a|an|this|that|these|those|it|its|they|their|he|his|"
        "she|her|we|our|you|i|but|if|when|while|than|then|after|before|since|until|till|during|"
        "over|under|above|below|between|against|versus|vs|per|each|up|down|out|off|into|onto|"
        "through|because|so|not|no|nor|only|also|just|yet|said|says|say|told|rose|fell|which|"
        "who|whom|whose|what|where|how|why|there|here|now|today|yesterday|tomorrow|later|"
        "earlier|ago|respectively|overall|according|including|compared|despite|without|within|"
        "across|around|about|be|been|being|do|does|did|went|came|go|gets|got|amid|among|yoy|"
        "qoq|apiece|once|again|too|well|last|next|year|years|all|both|am|pm|gmt|whereas|"
        "although|though|due|thanks|following|more|less|higher|lower|fewer|behind|like|unless|"
        "pencilled|penciled|via|along|away|ahead|instead|it's|points'|plus|minus|some|every|any|such|still|even|"
        "ever|never|always|already|almost|nearly|quite|rather|beyond|represents|indicates|"
        "shows|means|signals|suggests|enables|provides|held|took|met|saw|gave|kept|paid|sold|"
        "bought|won|lost|grew|became|began|brought|ran|spent|stood|sent|broke|chose|drew|drove|"
        "knew|spoke|wrote|flew|sat|beat"
    ),
    verb_endings="ed|ing|ly|wide|abroad",
    adjectives=(
        "new|additional|extra|further|full|part|permanent|active|registered|more|other|"
        "different|major|big|large|small|electric|monthly|daily|paid|paying|independent|"
        "foreign|local|global|national|senior|top|key|leading|existing|remaining|unsold|"
        "cancelled|outstanding|nuclear|solar|industrial|retail|residential|public|private|"
        "digital|annual|net|metric|million|billion|temporary|white|blue|unionised|skilled|so|"
        "called|separate|commercial|of|the|passenger|union|non|executive|female|male|young|old|"
        "high|low|long|short|domestic|international|european|american|chinese|german|british|"
        "french|italian|japanese|us|uk|eu|open|board|troy|confirmed|contracted|planned|empty|"
        "sports!|sales!|cosmetics!|ratings!|savings!|goods!|securities!|arms!|systems!|news!|"
        "operations!|communications!|logistics!|electronics!|telecoms!|bonds!|"
        "struggling|loss|heavy|light|used|straight|consecutive|successive|quarterly|second|self|common|ordinary|preferred"
    ),
    abbreviations="art|sept|approx|inc|corp|ltd|mrs|prev|est|incl|excl|max|min|rev|fig|vol|resp",
    references=(
        "note|notes|article|art.|section|sections|chapter|rule|form|page|p.|pp.|figure|fig.|"
        "table|exhibit|schedule|appendix|annex|item|footnote|clause|§|§§|paragraph|para|isin|"
        "regulation|directive|title|part|resolution|case|docket|slide|chart|sec.|act|bill|"
        "statement|standard|volume|vol.|proposition"
    ),
    numbered="lot|reactor|hangar",
    capital_references="notes|case|title|part|bill|act|standard|resolution|statement|form",
    rankings="number|no.|no|nos.|#|rank|ranked|position|place|№|numbers",
    abbreviated="p|art|no",
    places="position|place|rank",
    names=(
        "Apollo|Flight|Channel|Area|Group|Class|Catch|Phase|Brent|Pier|Highway|Interstate|"
        "Generation|Gen|Formula|Radio|Studio|Squadron|Hall|Rule"
    ),
    named_numbers=(
        "magnificent seven|three gorges|big four|big three|big five|big six|group of seven|"
        "group of twenty|"
        "five eyes|seven eleven|seven & i|big two|silicon six|mag 7|mag seven"
    ),
    day_may_follow_month=True,
    month_before_day=True,
    plural_endings="s",
    nouns_stack=True,
    comparing="more|less|fewer|higher|lower",
    about_touches=True,
    exact_beside={
        "up to": (
            "was|is|were|rose|went|moved|are|edged|climbed|crept|ticked|picked|tick|edge|inch|"
            "creep|move|climb|rise|inched|edging|ticking|pushed|bumped|nudged"
        ),
        "top": "s|the|its|on|a|at|our|their|his|her|my|of|among|these",
    },
    adverb_modifies=True,
    per_any="per|/",
    adjective_heads="african|korean|lankan|arabian",
    numeral_one="one",
    ordinals_stand=True,
    loose_ordinals="first|second",
    times_suffix="fold",
    doubtful_parts="third|fifth|fourth|sixth|tenth",
    part_stops="in|to|from|on|after|as",
    part_modifies=True,
    round_out_of="in",
    half_modifies=True,
    half_not_after="first|second|third|final|last|other|better|h1|h2|latter",
    half_whole=("will|is|was|are|were|goes|went|would|comes|came|its|their|of|as|all|that"),
    half_times="year|time",
    multiple_nouns="digit|digits|decker|check|edged|click|dip|taxation|bottom",
    titles_are_capital=True,
    multiple_adjectives="double|triple|treble",
    multiplied="the|its|their|that|what|last|to|in|by|from|his|this",
    multiplying="to|will|would|could|may|than|can|should|must|might|nearly|almost",
    article_apart=True,
    leaving=Leaving(
        now=("current|currently|now|today|present"),
        parts_after=("of which|of whom|of them"),
        borders=("while|as|whereas|when|with|but|although|though|because|since|where|who|which"),
        unnaming=(
            "perhaps|maybe|possibly|even|"
            "year|quarter|month|week|figure|number|level|it|they|had|been|seen|recorded|"
            "reported|posted|booked|made|earned|paid|spent|raised|a|same|period|half|first|"
            "second|third|fourth|analysts|target|came|out|at|almost|well|far|more|less|"
            "worse|better|one|being|figures|guidance|plan|planned"
        ),
        holding="owns|holds|keeps|retains|own|hold",
        remaining="remaining|other|rest",
        owners="its|their|the|his",
        money_nouns=(
            "ebit!|ebita!|ebitda!|"
            "consensus|vat!|bonus|add-ons!|"
            "saving|debt|borrowing|loan|fund!|funds!|funding|facilit|capex|capital|investment|"
            "spending|cost|expense|revenue|turnover|profit|earnings|loss!|losses!|tax!|taxes!|"
            "cash|liquidity|proceeds|synerg|writedown|write-down|impairment|provision|dividend|"
            "buyback|buy-back|financing|equity!|deposit|fine!|fines!|grant!|grants!|subsid|aid!|"
            "relief|damages|backlog|cut!|cuts!|bonds!|notes!|credit!|credits!|guarantee|incentive|"
            "royalt|premium!|premiums!|outflow|inflow|budget|package|income|receipt|interest!|"
            "fees!|charges!|payments!|stimulus|compensation|value!|valuation"
        ),
        large_money_nouns=(
            "securit|paper!|order|sales!|contract|asset|trade|export|import|purchase|commission|deal!|deals!"
        ),
        givers="shareholder|investor|bank!|banks!|lender|backer|creditor|partner|fund!|funds!",
        recalling=(
            "compares|highest|lowest|sector|industry|peers|rivals|"
            "economists|analysts|consensus|expected|forecast|forecasts|covenant|limit|ceiling|"
            "peak|high|low|average|"
            "after|from|against|versus|vs|previously|earlier|before|previous|prior|year-ago|"
            "compared|last"
        ),
        only=("only|just|but|merely|roughly|about|around|nearly|barely"),
        purposes=("for|in|at|on|to"),
        others_before=("another|further|additional|extra"),
        others_after=("more|others|other|further|additional"),
        wholes=(
            "of the|of its|of their|of those|of these|out of the|out of its|among the|of our|"
            "of some|of roughly|of about"
        ),
        parts=("of which|of whom|including|of them"),
        contributing=(
            "added|adding|adds|"
            "want|favour|favor|prefer|"
            "add|subtract|contribut|detract|knock|shav|took!|takes!|taking!|brought|costing|cost!|"
            "lopp|gave!"
        ),
        traded="trade|trading|quot",
        targets=("priced|worth!|target|objective|valuation"),
        copulas=("be|is|are|was|were|been|become"),
        forecasts=("forecast|outlook|guidance|estimate|projection|target|expectation"),
    ),
)
