"""What every language shares: signs, ISO 4217 codes, places that settle a currency, names."""

from __future__ import annotations

from collections.abc import Mapping

ISO_4217 = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLF",
        "CLP",
        "CNH",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SVC",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        *("ATS", "BEF", "DEM", "EEK", "ESP", "FIM", "FRF", "GRD", "HRK", "IEP", "ITL", "LTL"),
        *("LUF", "LVL", "NLG", "PTE", "SIT", "SKK"),
    ]
)
"""Those of today, and those that the euro took the place of."""

CROWNS = "CZK/DKK/ISK/NOK/SEK"
PESOS = "ARS/CLP/COP/CUP/DOP/MXN/PHP/UYU"
YEN_OR_YUAN = "CNY/JPY"
CFA = "XAF/XOF"
DINARS = "BHD/DZD/IQD/JOD/KWD/LYD/RSD/TND"
DIRHAMS = "AED/MAD"
RIYALS = "OMR/QAR/SAR/YER"
SHILLINGS = "KES/SOS/TZS/UGX"
FRANCS = "CHF/XAF/XOF"

SYMBOLS: Mapping[str, str] = {
    "$": "USD",
    "＄": "USD",
    "€": "EUR",
    "£": "GBP",
    "￡": "GBP",
    "¥": YEN_OR_YUAN,
    "￥": YEN_OR_YUAN,
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₪": "ILS",
    "₫": "VND",
    "฿": "THB",
    "₴": "UAH",
    "₦": "NGN",
    "₱": "PHP",
    "₡": "CRC",
    "₲": "PYG",
    "₵": "GHS",
    "₸": "KZT",
    "₾": "GEL",
    "₼": "AZN",
}

DOLLARS: Mapping[str, str] = {
    "US": "USD",
    "U": "USD",
    "HK": "HKD",
    "C": "CAD",
    "CA": "CAD",
    "CAD": "CAD",
    "Can": "CAD",
    "CAN": "CAD",
    "Cdn": "CAD",
    "A": "AUD",
    "AU": "AUD",
    "AUD": "AUD",
    "NZ": "NZD",
    "S": "SGD",
    "SG": "SGD",
    "NT": "TWD",
    "R": "BRL",
    "RD": "DOP",
    "MX": "MXN",
    "Mex": "MXN",
    "J": "JMD",
    "TT": "TTD",
    "USD": "USD",
    "HKD": "HKD",
}
"""What a word touching the dollar sign makes of it: HK$, R$. (Code points as printed.)"""

CENT_SIGNS: Mapping[str, str] = {
    "¢": "USD",
    "us¢": "USD",
    "c€": "EUR",
    "€c": "EUR",
    "€ct": "EUR",
    "€cent": "EUR",
    "€ cent": "EUR",
    "€ cents": "EUR",
    "€-cent": "EUR",
    "€-cents": "EUR",
}
"""Hundredths printed by signs, folded; those that begin with one may stand before a number."""

SIGN_PREFIXES: Mapping[str, str] = {"CN": "CNY", "RMB": "CNY", "JP": "JPY", "IR": "IRR", "E": "EGP"}
"""The same for the yen and the pound sign: CN¥, JP¥."""

CODE_WORDS: Mapping[str, str] = {
    "RMB": "CNY",
    "Rmb": "CNY",
    "Rs": "INR",
    "INR": "INR",
    "Rp": "IDR",
    "RM": "MYR",
    "Bt": "THB",
    "SFr": "CHF",
    "sFr": "CHF",
    "Sfr": "CHF",
    "Fr": "CHF",
    "Ft": "HUF",
    "Kč": "CZK",
    "zł": "PLN",
    "kr": "CZK/DKK/ISK/NOK/SEK",
    "Kr": "CZK/DKK/ISK/NOK/SEK",
    "SKr": "SEK",
    "SKR": "SEK",
    "NKr": "NOK",
    "DKr": "DKK",
    "Skr": "SEK",
    "Nkr": "NOK",
    "Dkr": "DKK",
    "Tk": "BDT",
    "Php": "PHP",
    "PhP": "PHP",
    "Rbl": "RUB",
    "FCFA": CFA,
    "CFA": CFA,
    "Dh": DIRHAMS,
    "Dhs": DIRHAMS,
    "SR": "SAR",
    "Ksh": "KES",
    "KSh": "KES",
    "STG": "GBP",
    "eur": "EUR",
    "Eur": "EUR",
    "usd": "USD",
    "Usd": "USD",
    "gbp": "GBP",
    "chf": "CHF",
    "sek": "SEK",
    "DM": "DEM",
    "öS": "ATS",
    "skr": "SEK",
    "Ls": "LVL",
    "NIS": "ILS",
    "BTC": "",
}
"""Words printed like codes, exactly as printed."""

PLACES: Mapping[str, str] = {
    "JPY": "japan japon japón giappon nippon tokyo tokio tokió osaka kyoto nikkei 日本 東京",
    "CNY": "china chine cina chinois cines chino beijing peking pékin pekin pechin pequín shanghai "
    "shanghái schanghai shenzhen hangzhou guangzhou kanton chinesisch chinese",
    "SEK": "sweden swedish swede schwed svezia svedes suède suédois suecia suec stockholm "
    "stoccolma estocolmo göteborg gothenburg",
    "NOK": "norway norweg norveg norvèg norvég noruega norueg oslo bergen",
    "DKK": "denmark danish dänemark dänisch danimarca danes danemark danois dinamarc kopenhagen "
    "copenhagen copenaghen copenhague",
    "ISK": "iceland island isländ islanda islandes islande reykjav",
    "CZK": "czech tschech cec ceca tchèque tchéqu checa checo prague prag praga brno",
    "MXN": "mexic mexik messic mexiq méxico méjico pemex monterrey guadalajara",
    "ARS": "argentin buenos ypf",
    "CLP": "chile cile chili santiago codelco",
    "COP": "colomb kolumb bogot ecopetrol medellín",
    "PHP": "philippin filippin filipin manila manille manilla",
    "UYU": "uruguay montevideo",
    "CUP": "cuba kuba havan avana habana",
    "DOP": "dominican dominikan",
    "XOF": "senegal sénégal dakar ivory elfenbein ivoir abidjan avorio mali burkin bénin benin "
    "togo lomé bceao uemoa bamako costa-marfil marfil",
    "XAF": "cameroon kamerun camerun camerún cameroun gabon gabun congo kongo tchad chad tschad "
    "beac cemac libreville douala yaoundé yaounde brazzaville",
    "CHF": "swiss switzerland schweiz svizzer suisse suiz zurich zürich genf geneva genève basel "
    "bâle lausanne ginevr zurig",
    "AED": "emirat émirat dubai dubái abu uae",
    "MAD": "morocc marokk marocc maroc marrue casablanca rabat",
    "SAR": "saudi saoud saudit riyadh riad aramco",
    "QAR": "qatar katar doha",
    "OMR": "oman muscat maskat",
    "YER": "yemen jemen",
    "BHD": "bahrain bahrein",
    "DZD": "algeri alger argel",
    "IQD": "iraq irak bagdad baghdad",
    "JOD": "jordan jordanien giordan amman",
    "KWD": "kuwait koweït",
    "LYD": "libya libyen libia libye",
    "RSD": "serbi belgrad",
    "TND": "tunis túnez tunez",
    "KES": "kenya kenia nairobi",
    "TZS": "tanzani",
    "UGX": "uganda ouganda",
    "SOS": "somali",
    "INR": "india indien inde indian mumbai delhi bengaluru",
    "PKR": "pakist karachi",
    "LKR": "lanka colombo",
    "EGP": "egypt ägypt egitto egipto égypt cairo kairo",
    "TRY": "turk türk turc turqu istanbul ankara",
}
"""Stems of places and peoples, by the currency they point to."""

MINOR_CODES: Mapping[str, str] = {"GBp": "GBP", "GBX": "GBP", "GBx": "GBP", "ZAc": "ZAR"}
"""Codes of a hundredth, as exchanges print them."""

NAMES = (
    "S&P|Dax|MDax|TecDax|SDax|Stoxx|Nikkei|Topix|CAC|FTSE|IBEX|MIB|CSI|Nasdaq|Russell|SSE|"
    "Kospi|KOSDAQ|SBF|Ibex|Mib|Ftse|MSCI|Euronext|ASX|SMI|ATX|OMX|AEX|BEL|PSI|Nifty|Sensex|TSX|"
    "Dow|Fortune|STOXX|EuroStoxx|Hang|Straits|Bovespa|IPC|Merval|Boeing|Airbus|iPhone|iPad|iOS|"
    "Windows|Android|Galaxy|Pixel|Falcon|Xbox|PlayStation|Mate|RTX|GTX|GeForce|Radeon|Ryzen|"
    "Core|Snapdragon|Kirin|Ascend|Exynos|Qwen|GPT|ChatGPT|Gemini|Claude|Llama|Grok|DeepSeek|"
    "Mistral|Opus|Sonnet|Pro|Max|Model|Formula|Formel|Formule|Fórmula|Scope|Web|Industrie|"
    "Industry|Industria|Area|Top|Type|Typ|Tipo|Ariane|Vega|Apollo|Artemis|Starship|Cessna|"
    "Embraer|Dreamliner|Peugeot|Renault|Mazda|Porsche|Ferrari|Fiat|Audi|BMW|Volvo|Polestar|"
    "Mirage|Leopard|Puma|Boxer|Tornado|Patriot|Euro|Tier|Bund|Basel|Basilea|Solvency|Catena|"
    "Level|Livello|Niveau|Nivel|Covid|Sars|Channel|Canal|Canale|Kanal|Studio|Route|Terminal|"
    "Gate|Halle|Gleis|Block|Phase|Fase|Section|Serie|Série|Series|Version|Versione|Versión|"
    "Nexus|Lumia|Bluetooth|USB|HDMI|OnePlus|Redmi|GTA|Nokia|Build|"
    "IFRS|IAS|ISO|DIN|Nord|Stream|Kimi|Hunyuan|Ernie|Doubao|Kling|Sora|Veo"
)
"""Words that make a name with the bare number after them, as printed."""

TITLES = (
    "Sole 24 Ore|Il Sole 24 Ore|Radio 24|France 24|24 Heures|20 Minutes|20 Minuten|60 Minutes|"
    "Channel 4|BBC One|Rai 1|Rai 2|Rai 3|Canale 5|Italia 1|Rete 4|Antena 3|La 7|M 6|Motor 1|"
    "Formula 1|Formel 1|Euro 2024|Paris 2024|Expo 2030|Horizon 2020|Agenda 2030|Industrie 4.0|"
    "Transizione 4.0|Transizione 5.0|Industria 4.0|Quota 100|Opzione 3"
)
"""Names with a number, as printed, wherever the number stands in them."""

NAME_NUMBERS = "[2-4]D|[2-7]G|[248]K|3M|(?:72|108|144|216)0p|7-Eleven"
"""Digits and letters that are a name by themselves: a pattern."""

CHIP_NODES = "nm"

VARIANTS = (
    "max|pro|next|preview|plus|ultra|mini|omni|turbo|air|lite|neo|nano|flash|coder|instruct|base|"
    "chat|vl|moe|xl|xs|se|instant|thinking|reasoner|fold|flip"
)
"""Words that touch on a name by a hyphen, folded: Qwen3-Next."""

MODELS = frozenset(("MAX", "Max", "NEO", "neo", "Dreamliner", "Turbo"))
"""Words after a number that is then a name, as printed: 737 MAX."""

FIRST_NAMES = frozenset(("Euro", "GeForce", "Nord", "RTX"))
"""First words of names of two before a number: Euro Stoxx 50."""

SMALL_NAMES = frozenset(("iphone", "ipad", "phase", "fase", "scope", "tier", "type", "tipo", "top"))
"""Those of `NAMES` printed small too: a phase 3 study, tier 1 capital."""

MAKERS = frozenset(("Airbus", "Antonov", "Embraer"))
"""Names printed with the letters and digits after them: Airbus A320."""

AIRLINERS = frozenset(("707", "717", "727", "737", "747", "757", "767", "777", "787"))
"""Numbers that are a name wherever a variant of Boeing's follows."""

YEAR_LETTERS = frozenset(("CY", "FJ", "FY", "FYE", "GJ"))
"""Letters before the digits of a year of business, as printed."""

REFERENCE_RATES = ("swap", "euribor", "sofr", "libor", "sonia", "estr", "saron")
"""Beginnings of names of rates that others are measured by: SOFR plus 1.75%."""

ZONES = frozenset(("BST", "CET", "EDT", "EST", "ET", "GMT", "IST", "PT", "UTC"))
"""Zones of time, printed so."""

STREETS = frozenset(
    ("Street", "Avenue", "Road", "Parkway", "Boulevard", "Drive", "Lane", "Plaza", "Highway")
)
"""What ends an address that a number begins, as printed."""

PHYSICAL: frozenset[str] = frozenset(
    [
        "km",
        "kg",
        "t",
        "g",
        "mg",
        "kt",
        "Mt",
        "Gt",
        "kWh",
        "MWh",
        "GWh",
        "TWh",
        "kW",
        "MW",
        "GW",
        "TW",
        "MWp",
        "GWp",
        "kWp",
        "W",
        "Wh",
        "mAh",
        "V",
        "A",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "kB",
        "KB",
        "MB",
        "GB",
        "TB",
        "PB",
        "Mbit",
        "Gbit",
        "Mbps",
        "Gbps",
        "TOPS",
        "PS",
        "hp",
        "l",
        "hl",
        "cl",
        "ml",
        "ha",
        "km²",
        "m²",
        "m³",
        "qm",
        "cm",
        "mm",
        "ft",
        "sq",
        "oz",
        "lb",
        "lbs",
        "bbl",
        "boe",
        "bpd",
        *("mt", "mtpa", "Mtpa", "koz", "Moz", "kboe", "mboe", "Mboe", "mcf", "bcf", "Tcf"),
        *("TEU", "dwt", "sqm"),
        "mcm",
        "bcm",
        "kn",
        "mph",
        "kmh",
        "km/h",
        "dB",
        "°C",
        "°F",
        "ºC",
        "ºF",
        "°",
    ]
)
"""Signs of physical units that may touch their number; it then counts them."""

QUALIFYING_SIGNS: Mapping[str, str] = {
    "~": "about",
    "≈": "about",
    "∼": "about",
    "±": "about",
    ">": "more_than",
    "<": "less_than",
    "≥": "at_least",
    "≤": "at_most",
}
