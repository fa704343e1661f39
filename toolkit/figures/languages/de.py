"""German: the table of its number words and habits."""

from toolkit.figures.languages.common import (
    CFA,
    CROWNS,
    DINARS,
    DIRHAMS,
    FRANCS,
    PESOS,
    RIYALS,
    SHILLINGS,
)
from toolkit.figures.languages.language import Language
from toolkit.figures.languages.leaving import Leaving

_UNITS = ["ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]
_TENS = [
    "zehn",
    "zwanzig",
    "dreißig",
    "vierzig",
    "fünfzig",
    "sechzig",
    "siebzig",
    "achtzig",
    "neunzig",
]

_NUMBERS = (
    {
        "null": 0,
        "eins": 1,
        "zwo": 2,
        "elf": 11,
        "zwölf": 12,
        "sechzehn": 16,
        "siebzehn": 17,
        "dreissig": 30,
    }
    | {unit: n for n, unit in enumerate(_UNITS, 1)}
    | {tens: 10 * n for n, tens in enumerate(_TENS, 1)}
    | {f"{unit}zehn": 10 + n for n, unit in enumerate(_UNITS, 1) if n not in (1, 2, 6, 7)}
    | {
        f"{unit}und{tens}": 10 * t + u
        for t, tens in [*enumerate(_TENS[1:], 2), (3, "dreissig")]
        for u, unit in enumerate(_UNITS, 1)
    }
)
_ORDINAL_STEMS = {
    "erst": 1,
    "zweit": 2,
    "dritt": 3,
    "viert": 4,
    "fünft": 5,
    "sechst": 6,
    "siebt": 7,
    "siebent": 7,
    "acht": 8,
    "neunt": 9,
    "zehnt": 10,
    "elft": 11,
    "zwölft": 12,
    "dreizehnt": 13,
    "vierzehnt": 14,
    "fünfzehnt": 15,
    "zwanzigst": 20,
    "dreißigst": 30,
    "fünfzigst": 50,
    "hundertst": 100,
}
_ORDINALS = {
    stem + end: n for stem, n in _ORDINAL_STEMS.items() for end in ("e", "er", "en", "em", "es")
}

_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]

GERMAN = Language(
    code="de",
    name="German",
    decimal=",",
    group=".",
    groups_by_space=True,
    regions={"CH": (".", ""), "LI": (".", "")},
    numbers=_NUMBERS,
    hundred="hundert",
    scales={
        "tausend": 3,
        "million": 6,
        "millionen": 6,
        "milliarde": 9,
        "milliarden": 9,
        "billion": 12,
        "billionen": 12,
        "billiarde": 15,
        "billiarden": 15,
        "trillion": 18,
        "trillionen": 18,
        "trilliarde": 21,
        "trilliarden": 21,
        "quadrillion": 24,
        "quadrillionen": 24,
        "lakh": 5,
        "crore": 7,
    },
    lone_scales="tausend",
    singular_scales="million|milliarde|billion|billiarde|trillion",
    short_scales={
        "Mrd": 9,
        "Mrden": 9,
        "mrd": 9,
        "MRD": 9,
        "Md": 9,
        "Mia": 9,
        "Mill": 6,
        "Mio": 6,
        "mio": 6,
        "MIO": 6,
        "Mln": 6,
        "mln": 6,
        "Bio": 12,
        "bio": 12,
        "Brd": 15,
        "Trd": 21,
        "Tsd": 3,
        "tsd": 3,
        "Tds": 3,
        "TSD": 3,
        "bn": 9,
        "Bn": 9,
        "mn": 6,
        "Mn": 6,
        "tn": 12,
    },
    letter_scales={"k": 3, "K": 3, "T": 3, "M": 6, "m": 6, "B": 9},
    lengths="hoch|hohe|hoher|lang|lange|langer|breit|breite|breiter|tief|tiefe|tiefer|dick",
    scaled_units={
        "TEUR": (3, "EUR"),
        "TEuro": (3, "EUR"),
        "kEUR": (3, "EUR"),
        "KEUR": (3, "EUR"),
        "MEUR": (6, "EUR"),
        "MioEUR": (6, "EUR"),
        "TUSD": (3, "USD"),
        "TCHF": (3, "CHF"),
        "KCHF": (3, "CHF"),
        "MUSD": (6, "USD"),
        "MCHF": (6, "CHF"),
    },
    dotted="mrd|mio|mill|bio|tsd|mia|tds|mrden|brd|trd|mln",
    fillers=(
        "gutes|knappen|knappes|kommende|kommenden|nächsten|weitere|weiteren|volle|vollen|zusätzliche|zusätzlichen|ganze|ganzen|gute|guten|"
        "weiteres|volles|knappe|satte|satten|stolze|runde|neue|neuen|andere"
    ),
    joiners="und",
    inflections="e|er|en|es|em|s",
    compounds=True,
    one="ein|eine|einen|einem|einer|eines",
    definite="der|die|das|den|dem|des",
    half="halb|halbe|halben|halber|halbes|halbem",
    spoken_mark="Komma",
    half_after="und ein halb|und eine halbe|einhalb",
    specials={
        "anderthalb": "1.5",
        "eineinhalb": "1.5",
        "einundeinhalb": "1.5",
        "zweieinhalb": "2.5",
        "zweiundeinhalb": "2.5",
        "dreieinhalb": "3.5",
        "viereinhalb": "4.5",
        "fünfeinhalb": "5.5",
        "sechseinhalb": "6.5",
        "siebeneinhalb": "7.5",
        "achteinhalb": "8.5",
        "neuneinhalb": "9.5",
        "zehneinhalb": "10.5",
        "zwölfeinhalb": "12.5",
        "dreiviertel": "0.75",
    },
    weak="achte|achten|null|acht|sieben|elf|ein|eins|hundert|tausend|sechs",
    parts={
        "drittel": 3,
        "viertel": 4,
        "fünftel": 5,
        "sechstel": 6,
        "siebtel": 7,
        "achtel": 8,
        "neuntel": 9,
        "zehntel": 10,
        "zwanzigstel": 20,
        "hundertstel": 100,
        "tausendstel": 1000,
    },
    of_the="der|von den|von",
    halves="hälfte",
    out_of="von|aus|unter",
    round_out_of="von|aus|unter",
    every="jeder|jede|jedes|jeden|jedem",
    multiples={
        "verdoppeln": ("2", "up"),
        "verdoppelt": ("2", "up"),
        "verdoppelte": ("2", "up"),
        "verdoppelten": ("2", "up"),
        "verdopple": ("2", "up"),
        "verdopplung": ("2", "up"),
        "verdoppelung": ("2", "up"),
        "verdreifachen": ("3", "up"),
        "verdreifacht": ("3", "up"),
        "verdreifachte": ("3", "up"),
        "verdreifachten": ("3", "up"),
        "verdreifachung": ("3", "up"),
        "vervierfachen": ("4", "up"),
        "vervierfacht": ("4", "up"),
        "vervierfachte": ("4", "up"),
        "vervierfachung": ("4", "up"),
        "verfünffachen": ("5", "up"),
        "verfünffacht": ("5", "up"),
        "verfünffachte": ("5", "up"),
        "verfünffachung": ("5", "up"),
        "versechsfacht": ("6", "up"),
        "versechsfachen": ("6", "up"),
        "verachtfacht": ("8", "up"),
        "verzehnfachen": ("10", "up"),
        "verzehnfacht": ("10", "up"),
        "verzehnfachte": ("10", "up"),
        "verzwanzigfacht": ("20", "up"),
        "verhundertfacht": ("100", "up"),
        "halbieren": ("0.5", "down"),
        "halbiert": ("0.5", "down"),
        "halbierte": ("0.5", "down"),
        "halbierten": ("0.5", "down"),
        "halbierung": ("0.5", "down"),
        "halb so viel": ("0.5", ""),
        "halb so viele": ("0.5", ""),
        "halb so hoch": ("0.5", ""),
        "halb so groß": ("0.5", ""),
        "doppelt": ("2", ""),
        "doppelte": ("2", ""),
        "doppelten": ("2", ""),
        "doppelter": ("2", ""),
        "doppeltes": ("2", ""),
    },
    times="mal|fache|fachen|fach|x",
    times_endings="mal|maligen|malige|maliger|fach|fache|fachen|faches|facher|fachem|facht",
    collectives={
        "dutzend": (12, 0),
        "viertelmillion": (250_000, -4),
        "viertelmilliarde": (250_000_000, -7),
        "dreiviertelmillion": (750_000, -4),
        "dreiviertelmilliarde": (750_000_000, -7),
        "viertelbillion": (250_000_000_000, -10),
    },
    collectives_exact="dutzend",
    vague_few=(
        "mehrere|mehreren|mehrerer|einige|einigen|einiger|wenige|wenigen|ein paar|viele|vielen|"
        "etliche|etlichen|zig"
    ),
    vague_many=(
        "hunderte|hunderten|tausende|tausenden|dutzende|dutzenden|hunderttausende|"
        "hunderttausenden|zehntausende|zehntausenden|millionen|milliarden|billionen|"
        "aberhunderte"
    ),
    sized=(
        "loch|auftrag|aufträge|verlust|gewinn|deal|projekt|investition|schuld|kredit|hilfe|"
        "strafe|klage|geschäft|übernahme|grab|kosten|schaden|schäden|defizit|paket|programm|"
        "spritze|fusion|bewertung|buße|fonds|zuschuss|zuschüsse|subvention|abschreibung|lücke|"
        "erlös|umsatz|umsätze|überschuss|überschüsse|minus|plus|zukauf|zukäufe|bürgschaft|"
        "forderung|einsparung|ausgabe|etat|budget|anleihe|finanzierung|rettung|vergleich"
    ),
    vague_digits="stellig",
    vague_shades=(
        "hohen|hoher|hohe|hohes|niedrigen|niedriger|niedrige|niedriges|mittleren|mittlerer|"
        "mittlere|mittleres|unteren|oberen|unterer|oberer|untere|obere|kleinen"
    ),
    vague_scales={
        "millionen": "",
        "millionenbereich": "",
        "millionenbetrag": "",
        "millionenhöhe": "",
        "millionensumme": "",
        "millionengewinn": "",
        "millionenverlust": "",
        "millionenbeträge": "",
        "millionengebiet": "",
        "milliarden": "",
        "milliardenbereich": "",
        "milliardenbetrag": "",
        "milliardenhöhe": "",
        "milliardensumme": "",
        "milliardenbeträge": "",
        "tausenderbereich": "",
        "hunderterbereich": "",
        "prozent": "percent",
        "prozentbereich": "percent",
        "prozentualen": "percent",
        "prozentualer": "percent",
        "prozentsatz": "percent",
        "prozentpunkte": "percentage_point",
        "bereich": "",
    },
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "us-dollar": "USD",
        "us-dollars": "USD",
        "us dollar": "USD",
        "amerikanische dollar": "USD",
        "hongkong-dollar": "HKD",
        "hongkongdollar": "HKD",
        "hongkong dollar": "HKD",
        "taiwan-dollar": "TWD",
        "neue taiwan-dollar": "TWD",
        "singapur-dollar": "SGD",
        "kanada-dollar": "CAD",
        "australien-dollar": "AUD",
        "neuseeland-dollar": "NZD",
        "pfund": "GBP",
        "pfund sterling": "GBP",
        "britische pfund": "GBP",
        "britischer pfund": "GBP",
        "ägyptische pfund": "EGP",
        "sterling": "GBP",
        "franken": "CHF",
        "schweizer franken": "CHF",
        "stutz": "CHF",
        "yen": "JPY",
        "japanische yen": "JPY",
        "yuan": "CNY",
        "chinesische yuan": "CNY",
        "renminbi": "CNY",
        "yuan renminbi": "CNY",
        "won": "KRW",
        "südkoreanische won": "KRW",
        "rubel": "RUB",
        "russische rubel": "RUB",
        "rupien": "INR",
        "indische rupien": "INR",
        "rupie": "INR",
        "rupiah": "IDR",
        "indonesische rupiah": "IDR",
        "lira": "TRY",
        "türkische lira": "TRY",
        "türkischer lira": "TRY",
        "türkischen lira": "TRY",
        "zloty": "PLN",
        "złoty": "PLN",
        "polnische zloty": "PLN",
        "forint": "HUF",
        "ungarische forint": "HUF",
        "lei": "RON",
        "lew": "BGN",
        "lewa": "BGN",
        "hrywnja": "UAH",
        "griwna": "UAH",
        "schekel": "ILS",
        "baht": "THB",
        "dong": "VND",
        "ringgit": "MYR",
        "rand": "ZAR",
        "real": "BRL",
        "reais": "BRL",
        "brasilianische real": "BRL",
        "tenge": "KZT",
        "naira": "NGN",
        "kwanza": "AOA",
        "cedi": "GHS",
        "birr": "ETB",
        "taka": "BDT",
        "kronen": CROWNS,
        "krone": CROWNS,
        "pesos": PESOS,
        "peso": PESOS,
        "cfa-francs": CFA,
        "cfa-franc": CFA,
        "cfa-franken": CFA,
        "francs cfa": CFA,
        "francs": FRANCS,
        "franc": FRANCS,
        "dinar": DINARS,
        "dirham": DIRHAMS,
        "rial": RIYALS,
        "riyal": RIYALS,
        "schilling": f"ATS/{SHILLINGS}",
        "mark": "DEM",
        "d-mark": "DEM",
        "lire": "ITL",
    },
    nationalities={
        "us-amerikanisch": "USD",
        "amerikanisch": "USD",
        "kanadisch": "CAD",
        "australisch": "AUD",
        "neuseeländisch": "NZD",
        "taiwanisch": "TWD",
        "hongkong": "HKD",
        "singapur": "SGD",
        "schwedisch": "SEK",
        "norwegisch": "NOK",
        "dänisch": "DKK",
        "isländisch": "ISK",
        "tschechisch": "CZK",
        "mexikanisch": "MXN",
        "argentinisch": "ARS",
        "chilenisch": "CLP",
        "kolumbianisch": "COP",
        "philippinisch": "PHP",
        "uruguayisch": "UYU",
        "kubanisch": "CUP",
        "serbisch": "RSD",
        "tunesisch": "TND",
        "kuwaitisch": "KWD",
        "algerisch": "DZD",
        "marokkanisch": "MAD",
        "saudisch": "SAR",
        "saudi": "SAR",
        "katarisch": "QAR",
        "kenianisch": "KES",
        "tansanisch": "TZS",
        "ugandisch": "UGX",
        "pakistanisch": "PKR",
        "schweizer": "CHF",
        "britisch": "GBP",
        "ägyptisch": "EGP",
        "chinesisch": "CNY",
        "japanisch": "JPY",
        "indisch": "INR",
        "brasilianisch": "BRL",
        "südafrikanisch": "ZAR",
        "südkoreanisch": "KRW",
        "koreanisch": "KRW",
        "türkisch": "TRY",
        "russisch": "RUB",
        "polnisch": "PLN",
        "ungarisch": "HUF",
        "indonesisch": "IDR",
    },
    cents={
        "cent": "EUR",
        "cents": "EUR",
        "ct": "EUR",
        "euro-cent": "EUR",
        "eurocent": "EUR",
        "us-cent": "USD",
        "us-cents": "USD",
        "dollar-cent": "USD",
        "pence": "GBP",
        "penny": "GBP",
        "rappen": "CHF",
        "rp.": "CHF",
        "rp": "CHF",
        "cts": "EUR",
        "kopeken": "RUB",
    },
    percent="prozent|prozents|%|％|v. h.|pct",
    percent_endings=(
        "prozentig|prozentige|prozentigen|prozentiger|prozentiges|prozentigem|ige|iger|igen|"
        "iges|igem|ig"
    ),
    per_mille="‰|promille",
    percentage_point=(
        "prozentpunkt|prozentpunkte|prozentpunkten|prozent-punkte|%-punkte|%-punkten|%-punkt|"
        "pp|ppt|p. p."
    ),
    basis_point="basispunkt|basispunkte|basispunkten|bp|bps|bsp|basis-punkte",
    point="punkte|punkten|punkt|zähler|zählern",
    index_points="zähler",
    spread="spread|spreads|renditeabstand|risikoaufschlag|renditeaufschlag|zinsabstand",
    parts_of_point={
        "viertelprozentpunkt": "0.25",
        "viertelpunkt": "0.25",
        "dreiviertelprozentpunkt": "0.75",
        "dreiviertelpunkt": "0.75",
        "halbprozentpunkt": "0.5",
    },
    rates=(
        "marge|quote|satz|steuersatz|zinssatz|leitzins|leitzinsen|einlagensatz|anteil|"
        "marktanteil|inflation|teuerung|rendite|arbeitslosigkeit|zins!|zinsen|auslastung|"
        "wachstum|rate!|zustimmung|nettomarge|rohertrag|betriebsmarge|ebit-marge|"
        "arbeitslosenquote|inflationsrate|eigenkapitalquote|umsatzrendite"
    ),
    minus="minus",
    plus="plus",
    months={month.lower(): n for n, month in enumerate(_MONTHS, 1)} | {"jänner": 1, "feber": 2},
    short_months={
        "jan": 1,
        "feb": 2,
        "mär": 3,
        "mrz": 3,
        "apr": 4,
        "jun": 6,
        "jul": 7,
        "aug": 8,
        "sep": 9,
        "sept": 9,
        "okt": 10,
        "nov": 11,
        "dez": 12,
    },
    months_are_capital=True,
    ordinals=_ORDINALS,
    day_articles="am|vom|zum|bis|ab|seit|per|der|den",
    ordinal_before=(
        "am|zum|im|beim|vom|zur|ihr|ihrem|ihren|sein|seinem|seinen|jeder|jedes|ein|einem|einen"
    ),
    ordinal_dot=True,
    superlatives=(
        "größt|grösst|höchst|wichtigst|best|stärkst|meist|teuerst|kleinst|niedrigst|ältest|"
        "reichst|schnellst|schlechtest|schwächst|längst|wertvollst|beliebtest|tiefst|jüngst|"
        "mächtigst|letzt|rangig|klassig|instanzlich|bevölkerungsreichst|umsatzstärkst|"
        "profitabelst"
    ),
    quarter=(
        "quartal|quartals|quartalen|hj|halbjahr|halbjahres|halbjahrs|quartale|jahreshälfte|"
        "trimester|viertel|jahresviertel|jahresviertels|vierteljahr|vierteljahrs|vierteljahres|"
        "geschäftsquartal|geschäftsquartals|geschäftshalbjahr|geschäftshalbjahres|fiskalquartal|"
        "fiskalquartals|bilanzquartal|kalenderquartal|kalenderquartals|geschäftsjahresviertel"
    ),
    in_a_row="in folge|in serie|hintereinander|nacheinander|am stück",
    quarter_letters="Q|H|HJ|GJ",
    first_words="ersten|letzten|vergangenen",
    opening_words="ersten",
    month_nouns="monate|monaten|quartale|quartalen|wochen",
    fiscal="fy|fj|geschäftsjahr|geschäftsjahres|geschäftsjahrs|gj|fiskaljahr|bilanzjahr|saison|haushaltsjahr",
    decade_suffixes="er|ern",
    time_units=(
        "jahr|jahre|jahren|jahres|jahrs|monat|monate|monaten|monats|woche|wochen|tag|tage|"
        "tagen|tages|stunde|stunden|minute|minuten|sekunde|sekunden|jahrzehnt|jahrzehnte|"
        "jahrzehnten|handelstag|handelstage|handelstagen|handelswochen|arbeitstage|"
        "arbeitstagen|werktage|werktagen|börsentage|börsentagen|quartale|quartalen|"
        "geschäftsjahre|geschäftsjahren|kalendertage|kalendertagen|nächte|nächten|wochenenden|"
        "halbjahre|jahrhunderte|jahrhunderten|millisekunden|nanosekunden|dekaden|generationen|"
        "sitzungen"
    ),
    time_endings=(
        "jährig|jährlich|monatig|monatlich|wöchig|wöchentlich|tägig|stündig|minütig|jahres|"
        "monats|wochen|tages|stunden"
    ),
    aged="alter von",
    clock_after="uhr",
    clock_before="um",
    year_before=(
        "prä|post|jahr|jahre|jahres|jahren|seit|ab|anfang|ende|mitte|von|bis|in|im|für|vor|nach|"
        "frühjahr|sommer|herbst|winter|frühling|geschäftsjahr|januar|februar|märz|april|mai|"
        "juni|juli|august|september|oktober|november|dezember|spätestens|noch|weihnachten|"
        "gegenüber"
    ),
    contractions={"von": "vom"},
    qualifiers={
        "at_least": (
            "mindestens|wenigstens|zumindest|nicht weniger als|nicht unter|ab|minimal|mind.|"
            "keine weniger als|minimum|mindestens rund|untergrenze von|frühestens ab|"
            "einen mindestbetrag von|mindestbetrag von|keinesfalls weniger als|ab rund"
        ),
        "at_most": (
            "höchstens|maximal|max.|nicht mehr als|nicht über|allenfalls|nicht höher als|"
            "obergrenze von|maximum von|keine|begrenzt auf|gedeckelt auf|kaum mehr als"
        ),
        "about": (
            "plus/minus|plus-minus|plus minus|plus oder minus|"
            "rund|etwa|circa|zirka|ca.|ca|ungefähr|gegen|um die|schätzungsweise|in etwa|"
            "in der größenordnung von|grob|rd.|geschätzt|geschätzte|geschätzten|geschätzter|"
            "rund um|an die|annäherungsweise|überschlägig|im schnitt rund"
        ),
        "nearly": (
            "knapp|fast|nahezu|beinahe|annähernd|knappe|knappen|knapper|knappes|nicht ganz|"
            "kurz vor|"
            "bald|etwas weniger als|etwas unter|knapp unter|dicht an|leicht unter"
        ),
        "more_than": (
            "mehr als|über|gut|gute|guten|guter|gutes|etwas mehr als|etwas über|leicht über|"
            "knapp über|deutlich mehr als|weit mehr als|weit über|deutlich über|oberhalb von|"
            "jenseits von|jenseits der|übersteigt|übersteigen|überstieg|überstiegen|"
            "überschreitet|überschritt|überschritten|übertrifft|übertraf|übertreffen|"
            "überspringt|übersprang|überschreiten|überwindet|überwand|knackt|knackte|knackten|"
            "durchbrach|durchbricht|von über|von mehr als|größer als|höher als|mehr denn|"
            "von gut"
        ),
        "less_than": (
            "weniger als|unter|unterhalb von|deutlich weniger als|weit unter|deutlich unter|"
            "unterschreitet|unterschritt|geringer als|niedriger als|kleiner als|unterhalb der"
        ),
        "up_to": "bis zu|bis|bis zu rund|bis an die|von bis zu",
    },
    qualifiers_after={
        "about": "±|+/-|plus/minus|plus-minus|plus minus|plus oder minus",
        "at_least": "oder mehr|und mehr|aufwärts|oder höher|plus|oder darüber",
        "nearly": "sich nahezu|sich fast|sich beinahe",
        "at_most": "oder weniger|nicht überschreiten|nicht übersteigen|nicht übertreffen",
    },
    exact_after={
        "über": (
            "kredit|kredite|kredits|darlehen|darlehens|auftrag|auftrags|aufträge|aufträgen|"
            "auftrages|vertrag|vertrags|verträge|anleihe|anleihen|scheck|rechnung|rechnungen|"
            "gespräche|gesprächen|verhandlungen|verhandlung|linie|linien|finanzierung|"
            "bestellung|bestellungen|deal|deals|programm|programms|vereinbarung|abkommen|"
            "garantie|garantien|bürgschaft|bürgschaften|wechsel|emission|hypothek|klage|klagen|"
            "urteil|bescheid|strafbescheid|bußgeldbescheid|schuldschein|schuldscheine|"
            "schuldscheindarlehen|streit|entscheidung|abstimmung|zusage|zusagen|police|tranche|"
            "tranchen|fazilität|kaufvertrag|kapitalerhöhung|order|orders|spreche|sprechen|"
            "spricht|sprach|sprachen|verhandelt|verhandeln|verhandele|berät|beraten|diskutiert|"
            "diskutieren|entscheidet|entscheiden|gestritten|streiten|streitet|debattiert|"
            "förderbescheid|zuwendungsbescheid|transaktion|spende|quittung|paket"
        ),
        "unter": "umfrage|umfragen|befragung|befragungen|erhebung|studie",
        "bis": "",
        "um": "",
        "ab": (
            "gab|gibt|geben|legt|nahm|nimmt|lehnt|lehnte|lehnten|baut|baute|bauen|zieht|zog|"
            "schreibt|schrieb|schreiben"
        ),
    },
    up=(
        "stieg|steig|gestieg|anstieg|ansteig|angestieg|zunahm|zunehm|zugenommen|nahm|wuchs|"
        "wachs|wächst|gewachs|wachstum|zuwachs|klettert|geklettert|kletter|legt|zugelegt|zuleg|"
        "zulegte|gewinnt|gewann|gewonn|gewinnen|erhöh|angehoben|anhob|anheb|hoben!|hob|heb|hebt|"
        "verbesser|verteuer|verteuert|plus|sprang|springt|sprung|gesprung|schoss|"
        "mehr!|höher|fester|aufwärts|ausgeweitet|weitet|ausweit|steiger|rauf|hoch|zog|anzieh|"
        "schnell|wertzuwachs|kursgewinn|zugewinn|kursplus|kurssprung|umsatzplus|gewinnplus|"
        "lohnplus|haussier|sprunghaft|verteuerung|aufwert|stärker|vergrößer|ausbau|ausgebaut|"
        "gesteiger|zuwächs|avancier|angezogen|aufgestockt|hinzugew|dazugew|"
        "gewannen|gewänne|wüchse|zunahme|rendite-plus|rückte|beschleunig"
    ),
    down=(
        "fiel|fällt|fallen|gefallen|fielen|sank|sänke|sinkt|sinken|sanken|gesunken|rückgang|"
        "rückläufig|zurück|verlor|verlör|verlier|verlust|verbillig|minus|schrumpf|geschrumpft|schmolz|schmilz|geschmolzen|brach!|"
        "brich|bricht|brachen|eingebrochen|einbruch|einbrach|nachgab|"
        "nachgegeben|nachgeb|reduzier|senk|gesenkt|senkung|kürz|gekürzt|kürzung|weniger|"
        "einbrech|nachgelassen|ermäßig|abgeschwächt|abschwäch|geschmälert|schmäler|verminder|"
        "niedriger|tiefer|billiger|schwächer|einbüß|büßt|eingebüßt|büsst|einbüss|eingebüsst|rutsch|gerutscht|"
        "abrutsch|absturz|abstürz|stürz|gestürzt|abgestürzt|verringer|vermindert|gedrückt|"
        "drück|abgenommen|abnehm|rabatt|abwert|verschlechter|günstiger|abwärts|sackt|sackte|"
        "abgesackt|knickt|kursverlust|kursminus|umsatzminus|umsatzrückgang|gewinnrückgang|"
        "streicht|abfall|abgabe|minderung|unter dem|leichter|absenk|abgesenkt|einsparung"
    ),
    change_nouns="plus|minus|anstieg|rückgang|zuwachs",
    savings="einsparungen",
    moves="veränder",
    unmoved="plus|mehr",
    spans="spann|bandbreite",
    up_endings="wachstum|plus|anstieg|zuwachs|sprung|erhöhung|steigerung",
    down_endings="minus|rückgang|einbruch|einbuße|senkung|kürzung",
    particles={
        "zu": ("up", "legt|nahm|nimmt|leg|nehm"),
        "an": ("up", "stieg|steig|zog|zieh|hob|heb"),
        "ab": ("down", "wert|nahm|nimmt|stürz|sack|rutsch|nehm|gab"),
        "ein": ("down", "brach|bric|brech|büß|knick|eng"),
        "auf": ("up", "stock|schlug|schläg|wert|hol"),
        "nach": ("down", "gab|gib|geb"),
        "zurück": ("down", "ging|geh|fiel|fäll|fall|zog"),
    },
    change_markers="um|plus|minus|von",
    led_to="auf",
    pace_markers="mit",
    compared="höher|niedriger|stärker|schwächer|tiefer|geringer|günstiger|steigend|sinkend|fallend",
    after_by="durchschnittlich|insgesamt|je|jeweils|nochmals",
    thresholds="spanne|schwelle",
    losses="verlust",
    averages="mittel|durchschnitt|schnitt",
    past_rates="über",
    by_now="inzwischen|mittlerweile|bereits|schon|noch|jedoch|aber|jetzt|nun|erstmals",
    marks="marke|schwelle|grenze|wert",
    sides="über|unter",
    being="lag|liegt|lagen|liegen",
    standing="bei",
    past="über|unter",
    by="um",
    level_markers=(
        "als|auf|bei|zu|mit|für|aus|liegt|lag|betrug|beträgt|über|unter|erreichte|erreicht|hat|"
        "hatte|waren|war|ist|sind"
    ),
    more=(
        "mehr|höher|fester|teurer|stärker|zulegen|gestiegen|gewachsen|hinzugewinnen|im plus|"
        "über dem|zugelegt|gewonnen|wachstum|plus|steigen|wachsen|zunehmen|erhöhen|erhöht|"
        "angehoben|nach oben|besser|an wert gewonnen|an wert zugelegt"
    ),
    less=(
        "weniger|niedriger|tiefer|billiger|schwächer|günstiger|gefallen|gesunken|verloren|"
        "im minus|unter dem|nachgegeben|eingebrochen|eingebüßt|leichter|minus|sinken|fallen|"
        "an wert verloren|an wert eingebüßt|nach unten|geringer|schlechter|reduzieren|senken|"
        "gesenkt|reduziert|schrumpfen|geschrumpft|verlieren"
    ),
    range_words="bis|bis zu|oder|bis maximal|bis knapp|bis rund",
    until="bis",
    range_sure="bis",
    range_openers="zwischen|von",
    range_and="und",
    from_words="von|vom|statt",
    origins="von|vom",
    to_words="auf|statt|nach|von",
    list_words="und|oder|sowie|beziehungsweise|bzw.|bzw",
    elided_after=(
        "weitere|weiteren|zuzüglich|davon|darunter|wovon|nach|gegenüber|statt|von|auf|zuvor|noch|"
        "gegen|anstatt|vorjahr"
    ),
    head_words="in",
    head_scales={"tausend": 3, "tausenden": 3, "millionen": 6, "milliarden": 9},
    counted_heads=(
        "downloads|abrufe|abrufen|aufrufe|besuche|besucher|besuchern|follower|patente|"
        "patenten|fahrzeuge|fahrzeugen|tickets|haushalte|haushalten|zuschauer|zuschauern|"
        "leser|lesern|hörer|studenten|patienten|einwohner|konten|läden|geschäfte|werke|"
        "betriebe|spieler|patentanmeldungen|passagiere|passagieren|kundinnen|abonnenten|"
        "abonnements|"
        "mitarbeiter|mitarbeitende|mitarbeitern|beschäftigte|beschäftigten|angestellte|"
        "filialen|kunden|aktien|stückzahl|auslieferungen|standorte|kundenzahl|nutzer|"
        "nutzerzahl|mitglieder|mitgliederzahl|einwohnerzahl|besucherzahl|belegschaft|"
        "beschäftigtenzahl|mitarbeiterzahl|passagierzahl"
    ),
    ratio_words="zu|für|auf",
    ratio_sure="zu",
    exchanges=(
        "split|aktiensplit|verhältnis|zusammenleg|bezugsverhältnis|umtausch|kapitalschnitt|"
        "reverse|aktienzusammen|stimm"
    ),
    ratios=(
        "um den faktor|book-to-bill|book-to-bill-ratio|book-to-bill-verhältnis|"
        "multiple|multiplikator|bewertungsmultiple|"
        "kgv|kurs-gewinn-verhältnis|kbv|kuv|kurs-buchwert-verhältnis|"
        "kurs-umsatz-verhältnis|ev/ebitda|ev/ebit|ev/sales|p/e"
    ),
    phones=(
        "telefon|tel|telefonnummer|rufnummer|hotline|fax|handy|mobil|durchwahl|"
        "pressestelle|kundenservice"
    ),
    negations="nicht|statt|anstatt|keine",
    price_nouns="preis|marktpreis|börsenpreis",
    links="auf|zu|bei",
    instead="statt|nach",
    limits="limit|maximum|obergrenze|höchstbetrag|höchstsumme",
    peaks="spitze|hoch",
    it="es",
    indices="index|indikator|rating|punktzahl|patent|ranking|stoxx|dax|pmi",
    inflation="inflat|teuerung|verbraucherpreis",
    aside="mit|bei|in",
    conversions=(
        "umgerechnet|also|das sind|das entspricht|entspricht|oder|was|dies entspricht|gleich|"
        "beziehungsweise|bzw.|nach heutigem kurs|zum aktuellen kurs|zum damaligen kurs|"
        "das wären|sind"
    ),
    paid="brutto|netto|kalt|warm|verwässert|unverwässert|in bar",
    per_words="je|pro|per|/|für jede|für jeden|für jedes|auf den|auf die",
    per_articles="das|die|der|den|im|am",
    per_subjects="eps|dps|dvfa",
    per_sure="pro|je",
    per_times="im|am",
    not_per=(
        "laufenden|kommenden|nächsten|gleichen|letzten|selben|vergangenen|vorigen|zuvor|später|davor"
    ),
    areas=("square feet"),
    per_nouns={
        "saison": "season",
        "aktie": "share",
        "aktien": "share",
        "anteilsschein": "share",
        "anteilschein": "share",
        "anteil": "share",
        "stammaktie": "share",
        "vorzugsaktie": "share",
        "vorzug": "share",
        "titel": "share",
        "papier": "share",
        "namenaktie": "share",
        "inhaberaktie": "share",
        "anteilsscheins": "share",
        "stückaktie": "share",
        "ads": "ADS",
        "tonne": "tonne",
        "t": "tonne",
        "jahr": "year",
        "monat": "month",
        "woche": "week",
        "tag": "day",
        "handelstag": "day",
        "börsentag": "day",
        "werktag": "day",
        "arbeitstag": "day",
        "stunde": "hour",
        "std": "hour",
        "minute": "minute",
        "sekunde": "second",
        "quartal": "quarter",
        "barrel": "barrel",
        "fass": "barrel",
        "unze": "ounce",
        "feinunze": "ounce",
        "megawattstunde": "MWh",
        "megawatt": "MW",
        "mwh": "MWh",
        "kilowattstunde": "kWh",
        "kwh": "kWh",
        "quadratmeter": "square metre",
        "qm": "square metre",
        "kilogramm": "kg",
        "kilo": "kg",
        "kg": "kg",
        "gramm": "gram",
        "liter": "litre",
        "l": "litre",
        "kilometer": "km",
        "km": "km",
        "kopf": "head",
        "person": "person",
        "kunde": "customer",
        "kunden": "customer",
        "einwohner": "inhabitant",
        "nutzer": "user",
        "mitarbeiter": "employee",
        "stück": "piece",
        "einheit": "unit",
        "wohnung": "flat",
        "hektar": "hectare",
        "pfund": "pound",
        "scheffel": "bushel",
        "container": "container",
        "fahrzeug": "vehicle",
        "auto": "car",
        "haushalt": "household",
        "sack": "bag",
        "kubikmeter": "cubic metre",
    },
    per_adverbs={
        "jährlich": "year",
        "monatlich": "month",
        "täglich": "day",
        "wöchentlich": "week",
        "stündlich": "hour",
        "p. a.": "year",
        "im jahr": "year",
        "im monat": "month",
        "am tag": "day",
        "in der woche": "week",
        "die stunde": "hour",
        "in der stunde": "hour",
    },
    nouns_are_capital=True,
    counting="zahl|anzahl",
    of="der|des|von|seiner|ihrer",
    counting_of="an",
    no_adjectives=(
        "oder|unter|ohne|gegen|keine|seine|ihre|eine|einen|einem|einer|diese|dieser|diesen|diesem"
        "|dieses|werden|wurden|wären|haben|erhalten|bekommen|hatte|hatten|könnte|könnten|sollen"
        "|sollte|sollten|müssen|wollen|weniger|höher|niedriger|tiefer|über|hinter|neben|später"
        "|früher|statt|nachdem|sowie|gestiegen|gefallen|gesunken|gewachsen|zuvor|seiner|ihrer"
        "|jeder|alle|allen|aller|bisher|immer|wieder|aber|liegen|lagen|stehen|fallen|steigen"
        "|sinken|kosten|kostete|rund|etwa|pro|nach|fester|leichter"
    ),
    currency_users="länd|staat|mitglied|partner|finanzminister|regierung|nation|volkswirt",
    adverb_endings="lich|ig|isch|haft|bar|los|teils|weise|weit|neu|frisch|stets|voll|rein|frei|mehr",
    not_nouns=(
        "Vorjahres|Vorquartals|Vormonats|Vorjahreszeitraums|Vorjahresquartals|"
        "Der|Die|Das|Ein|Eine|Im|In|Am|Auf|Für|Mit|Von|Und|Oder|Nach|Bei|Damit|Dabei|Dazu|Es|"
        "Er|Sie|Wir|Zum|Zur|Aber|Auch|Wie|Als|Wer|Was|So|Doch|Nun|Noch|Bis|Ab|Um|Zu|Aus|Dem|Den"
    ),
    abbreviations="abs|abb|art|bzw|exkl|inkl|vorj|max|min|inc|corp|ltd",
    references=(
        "artikel|art.|§|§§|absatz|abs.|paragraf|paragraph|anhang|tabelle|abbildung|abb.|seite|"
        "s.|seiten|kapitel|ziffer|nummer der anlage|anlage|fußnote|fn.|note|formular|form|"
        "formulars|rz.|randnummer|tab.|randziffer|punkt|tagesordnungspunkt|top.|az.|"
        "aktenzeichen|wkn|wkn:|isin|verordnung|richtlinie|vorlage"
    ),
    prices="für",
    numbered="straße|strasse|allee|gasse|platz|ufer|damm|turm|linie|reaktor",
    capital_references="punkt",
    rankings="nummer|nr.|nr|platz|rang|position|no.|no|№|nummern|plätze",
    abbreviated="s|art|no",
    names=(
        "Agenda|Artikel|Tatort|Formel|Halle|Linie|Autobahn|Werk|Kanal|Studio|Industrie|Norm|"
        "ORF|ZiB|Puls|ATV|Welle|Sektion|Pisa|Sonderzug|Projekt|Stuttgart|Plan|ARD"
    ),
    named_numbers="magnificent seven|glorreichen sieben|big four|big five|big three|großen vier",
    decade_alone=True,
    counts_across=True,
    about_touches=True,
    exact_beside={
        "bis": "*",
        "gegen": (
            "klage|klagen|anklage|auch|vorwürfe|strafe|verfahren|ermittlungen|ermittelt|wurde|wurden|wird|werden|läuft|laufen"
        ),
        "über": "den|die|das",
    },
    level_before_more="auf|bei|zu|aus",
    verb_last=True,
    per_any="per|pro|je|/",
    compounds_nouns=True,
    dots_stay=True,
    parts_are_sure=True,
    not_parts="jahr",
    one_in="einer|eine|ein|eins",
    span_out_of="von",
    half_not_after="erste|ersten|zweite|zweiten",
    half_of_times="jahres",
    multiple_nouns="check",
    leaving=Leaving(
        now=(
            "derzeit|aktuell|zuletzt|bisher|bislang|gegenwärtig|heute|momentan|zurzeit|"
            "jetzt|noch|derzeitigen|aktuellen|heutigen|bisherigen|weltweit|insgesamt|bundesweit"
        ),
        parts_after=("davon|von ihnen|hiervon|von denen"),
        borders=(
            "was|während|da|weil|wobei|aber|obwohl|wohingegen|mit|als|indem|dass|deren|dessen"
        ),
        unnaming=(
            "vj|"
            "vorjahr|vorjahres|vorjahreszeitraum|vorjahreswert|vorjahresquartal|vorquartal|"
            "wert|zeitraum|quartal|halbjahr|jahr|jahre|monat|monaten|ende|anfang|prognose|"
            "konsens|schnitt|analysten|experten|plan|zahl|rekord|vorwoche|vormonat|stand|"
            "niveau"
        ),
        holding="hält|halten|besitzt|behält",
        rate_endings="quote|marge|zinssatz|rendite|anteil|inflationsrate",
        remaining="übrigen|restlichen|verbleibenden|anderen",
        owners="seinen|ihren|den|seiner|ihrer",
        money_nouns=(
            "ebit!|ebita!|ebitda!|"
            "boni!|bonuszahlung|mehrwertsteuer|umsatzsteuer|abfindung|ersparnis|einsparung|schulden|kredit|darlehen|anleihe|fonds!|investition|kosten|"
            "ausgaben|einnahmen|umsatz!|umsätze|erlös|gewinn!|gewinne!|gewinnen!|verlust!|"
            "verluste!|verlusten!|steuer|bargeld|liquidität|kapital|synergie|abschreibung|"
            "rückstellung|dividende|aktienrückk|finanzierung|eigenkapital|fremdkapital|einlagen|"
            "überschuss|überschüss|strafe|bußgeld|subvention|zuschuss|zuschüss|hilfe|fördermittel|förderung|mittel!|"
            "mitteln!|budget|etat|zinsen!|gebühren|honorar|bürgschaft|garantie|auftragseing|"
            "auftragsbest|auftragsvol|schadensers|schadenersatz|schäden!|forderung|entlastung|"
            "prämien|zahlungen|überschuss|defizit|cashflow|ebit|verbindlichkeit|wert!|bewertung!|"
            "kaufpreis|marktkapitalisierung|ergebnis!|konsens!"
        ),
        money_endings=(
            "ergebnis|marktwert|börsenwert|buchwert|unternehmenswert|firmenwert|umsatz|umsätze|umsätzen|erlös|erlöse|erlösen|gewinn|gewinne|gewinnen|verlust|"
            "verluste|verlusten|kosten|schulden|kredit|kredite|krediten|kredits|anleihe|anleihen|"
            "investition|investitionen|mittel|mitteln|kapital|ausgaben|einnahmen|einsparungen|"
            "steuern|steuer|volumen|hilfen|zuschüsse|zuschüssen|fonds|darlehen|rückstellungen|"
            "abschreibungen|prämien|dividende|dividenden|zinsen|eingang|eingänge|zahlung|"
            "zahlungen|schäden"
        ),
        large_money_nouns=(
            "wertpapier|papiere|schuldtitel|aufträge|auftrag|bestellung|vermögen|exporte|importe|verträge"
        ),
        givers="aktionär|investor|banken!|gesellschafter|gläubiger|geldgeber|fonds",
        recalling=(
            "dagegen|dafür|"
            "höchste|niedrigste|branche|wettbewerber|"
            "noch|"
            "ökonomen|analysten|experten|volkswirte|erwartet|konsens|erlaubt|grenze|ziel|spitze|"
            "hoch|schnitt|durchschnitt|erwarteten|prognostizierten|waren|"
            "nach|zuvor|gegenüber|vorjahr|vorher|davor|bisher|bislang|vorquartal|statt|bisherigen|"
            "verglichen|vergleich|zuletzt"
        ),
        only=("nur|lediglich|bloß|gerade|immerhin|noch|knapp|rund|etwa|fast|sogar"),
        purposes=("für|in|im|bei|beim|an"),
        others_before=("weitere|weiteren|weiterer|zusätzliche|zusätzlichen|noch|andere|anderen"),
        others_after=("weitere|weiteren|andere|anderen|zusätzlich|mehr"),
        wholes=(
            "von den|von ihren|von seinen|der|unter den|von insgesamt|von derzeit|von rund|"
            "von bislang|von zuletzt|von"
        ),
        parts=("davon|darunter|wovon|von denen|unter ihnen"),
        contributing=(
            "zogen|nahmen|"
            "wollt|wollen|plädier|forder|"
            "trug|trag|beitr|beigetr|beisteu|steuer|zog|ziehen|abgezog|abzog|kost|lieferte|"
            "brachte|brachten|addier|nahm"
        ),
        traded="notier|kostet|gehandelt",
        targets=("kursziel|zielkurs|ziel!|richtkurs"),
        copulas=("es|sie|sind|war|waren|werden|wären|wurden|seien"),
        forecasts=(
            "prognose|schätzung|ausblick|wachstumsprognose|gewinnprognose|umsatzprognose|"
            "erwartung|zielmarke|inflationsprognose|jahresprognose|margenprognose"
        ),
    ),
)
