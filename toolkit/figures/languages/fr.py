"""French: the table of its number words and habits."""

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

_SMALL = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
]
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
_ORDINALS = {
    "premier": 1,
    "première": 1,
    "premiers": 1,
    "premières": 1,
    "second": 2,
    "seconde": 2,
    "deuxième": 2,
    "troisième": 3,
    "quatrième": 4,
    "cinquième": 5,
    "sixième": 6,
    "septième": 7,
    "huitième": 8,
    "neuvième": 9,
    "dixième": 10,
    "onzième": 11,
    "douzième": 12,
    "treizième": 13,
    "quatorzième": 14,
    "quinzième": 15,
    "vingtième": 20,
    "trentième": 30,
    "centième": 100,
}


def _forms(stem: str, value: str, direction: str) -> dict[str, tuple[str, str]]:
    ends = [
        "e",
        "er",
        "é",
        "ée",
        "és",
        "ées",
        "ent",
        "era",
        "eront",
        "ant",
        "ait",
        "aient",
        "erait",
        "a",
        "ement",
    ]
    return {stem + end: (value, direction) for end in ends}


FRENCH = Language(
    code="fr",
    name="French",
    decimal=",",
    group="",
    unsettled=".",
    groups_by_space=True,
    regions={"CA": (",", ""), "BE": (",", "."), "LU": (",", ".")},
    numbers={word: n for n, word in enumerate(_SMALL, 1)}
    | {
        "une": 1,
        "zéro": 0,
        "vingt": 20,
        "vingts": 20,
        "trente": 30,
        "quarante": 40,
        "cinquante": 50,
        "soixante": 60,
        "septante": 70,
        "huitante": 80,
        "octante": 80,
        "nonante": 90,
        "quatre-vingt": 80,
        "quatre-vingts": 80,
    },
    hundred="cent|cents",
    scales={
        "lakh": 5,
        "crore": 7,
        "mille": 3,
        "million": 6,
        "millions": 6,
        "milliard": 9,
        "milliards": 9,
        "billion": 12,
        "billions": 12,
        "billiard": 15,
        "billiards": 15,
        "milliers": 3,
    },
    calques={"trillion": (12, 18), "trillions": (12, 18)},
    lone_scales="mille",
    definite_scales=True,
    singular_scales="million|milliard|billion",
    short_scales={
        "Md": 9,
        "md": 9,
        "Mds": 9,
        "mds": 9,
        "MD": 9,
        "Mrd": 9,
        "mrd": 9,
        "Mrds": 9,
        "Mdr": 9,
        "Mia": 9,
        "Mio": 6,
        "mio": 6,
        "Mln": 6,
        "mln": 6,
        "Mn": 6,
        "mn": 6,
        "bn": 9,
        "mln.": 6,
        "MM": 6,
    },
    letter_scales={"k": 3, "K": 3, "M": 6, "m": 6, "G": 9, "B": 9},
    scaled_units={
        "MEUR": (6, "EUR"),
        "ME": (6, "EUR"),
        "MdE": (9, "EUR"),
        "KEUR": (3, "EUR"),
        "kEUR": (3, "EUR"),
        "MUSD": (6, "USD"),
        "GEUR": (9, "EUR"),
        "MdEUR": (9, "EUR"),
        "MdsEUR": (9, "EUR"),
        "MrdEUR": (9, "EUR"),
        "MCHF": (6, "CHF"),
    },
    dotted="mio|mrd|mia",
    fillers=(
        "bonne|bon|petit|gros|longues|prochaines|prochains|dernières|derniers|autre|nouveau|autres|bons|petits|gros|nouveaux|pleins"
    ),
    joiners="et",
    joins_tens=True,
    one="un|une",
    definite="le|la|les|l|des|du|d|aux|au|ses|ces|cette|ce|leurs",
    half="demi|demie",
    spoken_mark="virgule",
    half_after="et demi|et demie",
    weak="neuf|un|une|onze|six|sept|cent|cents|mille|zéro",
    not_counting="un|tout|flambant",
    parts={
        "tiers": 3,
        "quart": 4,
        "quarts": 4,
        "cinquième": 5,
        "cinquièmes": 5,
        "sixième": 6,
        "sixièmes": 6,
        "septième": 7,
        "septièmes": 7,
        "huitième": 8,
        "huitièmes": 8,
        "neuvième": 9,
        "neuvièmes": 9,
        "dixième": 10,
        "dixièmes": 10,
        "vingtième": 20,
        "centième": 100,
    },
    halves="moitié",
    out_of="sur",
    part_of_noun=True,
    every="",
    after_part=(
        "est|sont|était|étaient|sera|seront|serait|a|ont|avait|avaient|aura|vient|viennent|va|"
        "vont|ira|iront|provient|proviennent|reste|restent|part|partent|concerne|concernent|"
        "revient|travaille|travaillent|déclarent|estiment|pensent|se|s|ne|n|fut|furent|moins|"
        "plus|environ|chez|avec|sous|dont|qui|vit|vivent"
    ),
    of_the_one="de|d",
    of_the="des|de ces|de ses|sur les",
    of_words="de|des|du|d|,|.|;|à|au|en|par|pour|et|sur|depuis|cette|dans|par|le|la",
    multiples=_forms("doubl", "2", "up")
    | _forms("tripl", "3", "up")
    | _forms("quadrupl", "4", "up")
    | _forms("quintupl", "5", "up")
    | _forms("décupl", "10", "up")
    | {
        "double": ("2", ""),
        "triple": ("3", ""),
        "quadruple": ("4", ""),
        "doublement": ("2", "up"),
        "le double": ("2", ""),
        "réduit de moitié": ("0.5", "down"),
        "réduite de moitié": ("0.5", "down"),
        "réduits de moitié": ("0.5", "down"),
        "réduire de moitié": ("0.5", "down"),
    },
    factors="multiplié|multipliée|multipliés|multipliées|multiplier|multiplie|multipliant",
    divisors="divisé|divisée|divisés|divisées|diviser|divise|divisent|divisant",
    factor_by="par",
    times="fois|x",
    times_endings="x",
    collectives={
        "dizaine": (10, -1),
        "douzaine": (12, 0),
        "quinzaine": (15, 0),
        "vingtaine": (20, -1),
        "trentaine": (30, -1),
        "quarantaine": (40, -1),
        "cinquantaine": (50, -1),
        "soixantaine": (60, -1),
        "centaine": (100, -2),
        "millier": (1000, -3),
    },
    fortnights="quinzaine",
    collectives_exact="douzaines",
    vague_few=(
        "plusieurs|quelques|divers|diverses|de nombreux|de nombreuses|maints|une poignée de"
    ),
    vague_many="dizaines|centaines|milliers|douzaines|millions|milliards|billions",
    vague_digits=(
        "deux chiffres|à un chiffre|trois chiffres|quatre chiffres|six chiffres|sept chiffres|"
        "huit chiffres|neuf chiffres"
    ),
    vague_shades="élevé|élevée|bas|basse|moyen|moyenne",
    vague_scales={"en pourcentage": "percent"},
    linkers="de|d|des",
    currencies={
        "euro": "EUR",
        "euros": "EUR",
        "dollar": "USD",
        "dollars": "USD",
        "dollars américains": "USD",
        "dollars us": "USD",
        "dollars usa": "USD",
        "billets verts": "USD",
        "dollars de hong kong": "HKD",
        "dollars de hongkong": "HKD",
        "dollars hongkongais": "HKD",
        "dollars de hong-kong": "HKD",
        "dollars hong-kongais": "HKD",
        "dollars hong kongais": "HKD",
        "dollars taïwanais": "TWD",
        "dollars de taïwan": "TWD",
        "dollars singapouriens": "SGD",
        "dollars de singapour": "SGD",
        "dollars canadiens": "CAD",
        "dollars australiens": "AUD",
        "dollars néo-zélandais": "NZD",
        "livres sterling": "GBP",
        "livre sterling": "GBP",
        "livres": "GBP",
        "livre": "GBP",
        "livres britanniques": "GBP",
        "livres turques": "TRY",
        "livre turque": "TRY",
        "livres égyptiennes": "EGP",
        "livres libanaises": "LBP",
        "francs suisses": "CHF",
        "franc suisse": "CHF",
        "francs cfa": CFA,
        "franc cfa": CFA,
        "francs": FRANCS,
        "francs français": "FRF",
        "francs belges": "BEF",
        "francs pacifique": "XPF",
        "francs congolais": "CDF",
        "francs guinéens": "GNF",
        "francs djiboutiens": "DJF",
        "francs comoriens": "KMF",
        "yens": "JPY",
        "yen": "JPY",
        "yuans": "CNY",
        "yuan": "CNY",
        "renminbis": "CNY",
        "renminbi": "CNY",
        "wons": "KRW",
        "won": "KRW",
        "roubles": "RUB",
        "rouble": "RUB",
        "roupies": "INR",
        "roupies indiennes": "INR",
        "roupies indonésiennes": "IDR",
        "roupies pakistanaises": "PKR",
        "zlotys": "PLN",
        "zloty": "PLN",
        "forints": "HUF",
        "lei": "RON",
        "leus": "RON",
        "leva": "BGN",
        "hryvnias": "UAH",
        "shekels": "ILS",
        "bahts": "THB",
        "baht": "THB",
        "dongs": "VND",
        "ringgits": "MYR",
        "rands": "ZAR",
        "rand": "ZAR",
        "reals": "BRL",
        "réals": "BRL",
        "reais": "BRL",
        "réaux": "BRL",
        "tenges": "KZT",
        "nairas": "NGN",
        "cedis": "GHS",
        "couronnes": CROWNS,
        "couronne": CROWNS,
        "pesos": PESOS,
        "peso": PESOS,
        "dinars": DINARS,
        "dinar": DINARS,
        "dirhams": DIRHAMS,
        "dh": DIRHAMS,
        "dhs": DIRHAMS,
        "dirham": DIRHAMS,
        "riyals": RIYALS,
        "rials": RIYALS,
        "shillings": SHILLINGS,
    },
    nationalities={
        "américain": "USD",
        "canadien": "CAD",
        "australien": "AUD",
        "suédois": "SEK",
        "norvégien": "NOK",
        "danois": "DKK",
        "islandais": "ISK",
        "tchèque": "CZK",
        "mexicain": "MXN",
        "argentin": "ARS",
        "chilien": "CLP",
        "colombien": "COP",
        "philippin": "PHP",
        "uruguayen": "UYU",
        "cubain": "CUP",
        "dominicain": "DOP",
        "serbe": "RSD",
        "tunisien": "TND",
        "koweïtien": "KWD",
        "algérien": "DZD",
        "jordanien": "JOD",
        "irakien": "IQD",
        "libyen": "LYD",
        "bahreïn": "BHD",
        "marocain": "MAD",
        "émirati": "AED",
        "emirati": "AED",
        "des émirats": "AED",
        "saoudien": "SAR",
        "qatari": "QAR",
        "qatarien": "QAR",
        "omanais": "OMR",
        "kényan": "KES",
        "kenyan": "KES",
        "tanzanien": "TZS",
        "ougandais": "UGX",
        "suisse": "CHF",
        "chinois": "CNY",
        "japonais": "JPY",
        "brésilien": "BRL",
        "sud-africain": "ZAR",
        "sud-coréen": "KRW",
        "coréen": "KRW",
        "russe": "RUB",
        "polonais": "PLN",
        "hongrois": "HUF",
        "britannique": "GBP",
        "indien": "INR",
    },
    cents={
        "centimes": "EUR",
        "centime": "EUR",
        "centimes d'euro": "EUR",
        "centime d'euro": "EUR",
        "cents": "EUR",
        "cent": "EUR",
        "cents américains": "USD",
        "cents canadiens": "CAD",
        "cent canadien": "CAD",
        "cents CA": "CAD",
        "cents d'euro": "EUR",
        "centimes suisses": "CHF",
        "centimes de franc": "CHF",
        "pence": "GBP",
        "pences": "GBP",
        "cents de dollar": "USD",
        "cents us": "USD",
    },
    percent="%|％|pour cent|p. 100|pourcent|pct|pc",
    per_mille="‰|pour mille",
    percentage_point=(
        "points de pourcentage|point de pourcentage|pt de pourcentage|pts de pourcentage|"
        "points de %|pp|points de pourcent|p.p.|point de %|pts de %"
    ),
    basis_point=(
        "points de base|point de base|pb|pdb|bps|bp|pts de base|centièmes de point|"
        "centième de point|pbs"
    ),
    point="points|point|pts|pt",
    spread="spread|prime|écart",
    rates=(
        "marge|taux|part!|parts!|inflation|chômage|rentabilité|rendement|proportion|ratio|"
        "croissance|pib!|occupation|popularité"
    ),
    minus="moins",
    plus="plus",
    months={month: n for n, month in enumerate(_MONTHS, 1)}
    | {"fevrier": 2, "aout": 8, "decembre": 12},
    short_months={
        "janv": 1,
        "févr": 2,
        "fév": 2,
        "avr": 4,
        "juil": 7,
        "sept": 9,
        "oct": 10,
        "nov": 11,
        "déc": 12,
    },
    date_linkers="des|d|de",
    day_articles="le|du|au",
    ordinals=_ORDINALS,
    offices="ministre",
    ordinal_suffixes="er|ère|re|e|ème|eme|nd|nde|è|ᵉ|ers|ères|es|èmes",
    placing=(
        "est|était|sont|reste|devient|arrive|classe|classée|classé|figure|fut|sera|premier|première"
    ),
    placed="en|de|du|des|parmi|derrière|par|au|dans|sur|mondial|mondiale|européen|européenne",
    placed_so="plus",
    placed_among="en|de|du|des|parmi|derrière|par|au|mondial|européen",
    first_ordinals="premier|première|premiers|premières",
    ordinal_before=(
        "le|la|les|l|un|une|du|de|des|au|aux|son|sa|ses|leur|leurs|ce|cette|notre|chaque|en|"
        "pour|dès|nos|et|d|quart"
    ),
    quarter="trimestre|semestre|trimestres|semestres|quadrimestre",
    in_a_row="consécutif|consécutifs|d'affilée|de suite",
    quarter_letters="T|S|Q|H",
    first_words="premiers|premières|derniers|dernières",
    opening_words="premiers|premières",
    month_nouns="mois|trimestres|semaines|jours|séances",
    fiscal=(
        "fy|exercice|exercice fiscal|exercice budgétaire|saison|campagne|année fiscale|"
        "année budgétaire"
    ),
    decades_before="années",
    time_units=(
        "an|ans|année|années|mois|semaine|semaines|jour|jours|heure|heures|minute|minutes|"
        "seconde|secondes|décennie|décennies|siècle|siècles|trimestres|semestres|séances|"
        "séance|jours ouvrés|jours ouvrables|journées|nuits|exercices|nuitées de|week-ends|"
        "jours calendaires|années consécutives|millisecondes"
    ),
    counted_times="séance|séances|journées",
    aged="âgé de|âgée de|âge de",
    people="fondateur|fondatrice|patron|attaquant|défenseur|gardien|ministre|président|délégué",
    clock_after="heures|gmt",
    clock_before="à|vers|dès|de|avant|après|depuis",
    year_before=(
        "pré|post|"
        "en|depuis|de|à|dès|d'ici|d'ici à|ici|année|fin|début|mi|avant|après|jusqu'en|jusqu|"
        "exercice|printemps|été|automne|hiver|janvier|février|mars|avril|mai|juin|juillet|août|"
        "septembre|octobre|novembre|décembre|horizon|l'horizon|rentrée|noël|trimestre|semestre|"
        "l'an|entre|et|pour|vers|courant|sur|par"
    ),
    contractions={"de": "du|des|d'", "à": "au|aux"},
    qualifiers={
        "at_least": (
            "au moins|au minimum|pas moins de|à partir de|à partir d|dès|au bas mot|"
            "un minimum de|minimum de|minimum|d'au moins|d'au minimum|à tout le moins|"
            "au moins égal à|au moins égale à|au moins égaux à|au moins égales à|"
            "supérieur ou égal à|ne sera pas inférieur à|non inférieur à|non inférieure à|"
            "pas inférieur à|pas inférieure à|égal ou supérieur à|supérieure ou égale à|"
            "égale ou supérieure à|un plancher de|plancher de|débute à|démarre à|débutent à|"
            "démarrent à|pas en dessous de|supérieurs ou égaux à|n'est pas inférieur à"
        ),
        "at_most": (
            "au plus|au maximum|pas plus de|maximum|max.|max|un maximum de|maximum de|"
            "plafonné à|plafonnée à|plafonnés à|plafonnées à|limité à|limitée à|tout au plus|"
            "ne pas dépasser|n'excédant pas|ne dépassera pas|ne dépasse pas|"
            "ne doit pas dépasser|ne pourra dépasser|ne pourra pas dépasser|ne dépassant pas|"
            "un plafond de|plafond de|ne peut dépasser|ne peut excéder|non supérieur à|"
            "inférieur ou égal à|inférieure ou égale à|ne pourra excéder|ne dépasseront pas|"
            "ne devra pas dépasser|ne devrait pas dépasser|ne peut pas dépasser|limités à|"
            "ne saurait dépasser|ne pourra pas excéder"
        ),
        "about": (
            "environ|autour de|quelque|quelques|à peu près|de l'ordre de|aux alentours de|"
            "aux environs de|approximativement|grosso modo|d'environ|env.|près d'environ|"
            "avoisine|avoisinant|avoisinent|estimé à|estimée à|estimés à|estimées à|dans les|"
            "peu ou prou|voisin de|avoisinait|avoisiner|proche de|proches de|une estimation de|"
            "aux alentours des|autour des|de quelque|un ordre de grandeur de|"
            "plus ou moins|aux alentours d|autour d|dans la zone des|aux environs d|avoisiné|"
            "avoisinerait"
        ),
        "nearly": (
            "près de|près d|presque|quasiment|pas loin de|à peine moins de|un peu moins de|"
            "frôle|frôlé|frôlant|frôlent|approche|approchent|approchant|juste en dessous de|"
            "juste sous|un peu moins d|flirte avec|à deux doigts de|tutoie|légèrement moins de|"
            "quasi|légèrement en dessous de|légèrement inférieur à|s'approche de|pas loin d|"
            "à peine moins d|légèrement moins d|de près de|frôlait|frôler|"
            "légèrement inférieure à|juste en deçà de|frise|frisent|légèrement sous|"
            "un petit peu moins de|flirtent avec|petit"
        ),
        "more_than": (
            "bonne|bon|gros|"
            "plus de|plus d|un peu plus de|un peu plus d|au-dessus de|au-dessus des|au-delà de|"
            "au-delà des|dépasse|dépassent|dépassé|dépassant|dépassera|dépassait|excède|"
            "excédant|excèdent|supérieur à|supérieure à|supérieurs à|supérieures à|"
            "bien plus de|nettement plus de|franchi|franchit|franchissant|franchir|"
            "légèrement plus de|à peine plus de|à peine plus d|dépasser|dépasserait|"
            "dépasseront|bien au-delà de|de plus de|de plus d|juste au-dessus de|surpasse|"
            "largement plus de|passé|légèrement supérieur à|légèrement supérieure à|"
            "légèrement au-dessus de|passe|franchiront|dépassés|au dessus de|"
            "largement au-dessus de|au-delà d|franchissent|un petit peu plus de|dépassaient|"
            "crève|pulvérise|bien plus d|légèrement plus d|dépassée|dépasseraient"
        ),
        "less_than": (
            "moins de|moins d|sous|sous la barre de|sous la barre des|sous les|sous le|sous la|"
            "en dessous de|en dessous des|au-dessous de|au-dessous des|inférieur à|"
            "inférieure à|inférieurs à|inférieures à|bien moins de|en deçà de|à moins de|"
            "de moins de|en deçà des|bien en dessous de|nettement moins de|sous le seuil de|"
            "sous le seuil des|en-dessous de|en-deçà de|à moins d"
        ),
        "up_to": (
            "jusqu'à|jusqu'au|jusqu'aux|allant jusqu'à|pouvant aller jusqu'à|pouvant atteindre|"
            "jusqu'à quelque|jusqu'à environ|jusqu'à près de|jusqu'à plus de|"
            "jusqu'à un maximum de"
        ),
    },
    qualifiers_after={
        "at_least": "minimum|ou plus|et plus|au moins|ou davantage|au minimum|et au-delà",
        "at_most": "ou moins|au plus|au maximum|maximum",
        "about": "±|+/-|environ|plus ou moins|à plus ou moins",
        "more_than": "et quelques|et des poussières|bien tassés",
    },
    exact_after={
        "jusqu'à": (
            "chuté|tombé|tombée|grimpé|monté|reculé|baissé|bondi|plongé|descendu|recule|tombe|"
            "chute|grimpe|monte|descend|remonté|dévissé|montée|descendue|grimper|tomber|"
            "descendre|monter"
        ),
        "passé": "est|sont|a|ont|dividende|l'an|an|an dernier",
    },
    exact_beside={
        "plus des": "en",
    },
    up=(
        "relèv|relev|rehauss|hausse|hauss|augment|progress|gagn|croiss|croît|crû|reprend|repris|"
        "reprennent|accru|accrû|accroî|bond|grimp|monte!|monté|montent|montait|montaient|"
        "envol|flamb|s'adjug|adjug|rebond|plus|supplément|rench|accélér|amélior|relev|élev|"
        "pren|pris|renforc|appréci|avanc|redress|gain|majoré|majorat|surplus|explos|élarg|"
        "creus|supérieur|revaloris|remont|croissance|gonfl|doubl|prend|étoff|enfl!|enflé|enflent"
    ),
    down=(
        "baiss|biff|évapor|élagu|détend|effac|recul|chut|diminu|cédai|cède|perd|perdu|perte|repli|réduc|"
        "rédui|réduit|cédé|"
        "cédant|cèdent|tomb|plong|dégring|dévis|fléch|décl|moins|abaiss|ramen|effondr|affaib|"
        "contract|décru|décro|rabot|déprécia|lâch|abandonn|gliss|rabais|suppri|resserr|"
        "fondre|fondu|dégrad|reflu|effrit|affaiss|tassé|tasse!|tassement|régress|ralent|coupe|coupé|inférieur|amput|recule|ampute|remise|ristourne"
    ),
    moving=(
        "recule|reculé|reculent|baisse|baissé|baissent|diminue|diminué|augmente|augmenté|"
        "augmentent|progresse|progressé|chute|chuté|grimpe|grimpé|efface|effacé|"
        "gagne|gagné|réduit|réduite|réduits|relevé|abaissé|accru|accrue|étoffé|étoffée|enflé|gonflé|"
        "bondi|fléchi|replié|contracté|diminuer|reculer|baisser|augmenter|progresser"
    ),
    change_nouns=(
        "croissance|hausse|baisse|recul|repli|augmentation|progression|diminution|"
        "réduction|hausses|baisses"
    ),
    savings="économies",
    moves="relev|monté|montera|pass|port|ramèn|ramen|ajust|révis",
    unmoved="plus|ajusté|ajustée|ajustés|ajustées",
    spans="fourchett|oscill|vari",
    change_markers="de|d|des|du|un|une|quelque",
    led_to="à",
    stakes="capital|part|action|titre",
    selling="cèd|céd|prend|pren|pris|reprend|repris",
    thresholds="fourchette|seuil|plafond",
    gains="gain|gains",
    losses="perte|pertes",
    averages="moyenne",
    by_now="désormais|déjà|encore|cependant|maintenant|pour la première fois",
    marks="barre|seuil|valeur",
    awaited="attendu|prévu|anticipé|estimé|espéré|budgété",
    being="est|était|sera",
    past="sous",
    level_markers=(
        "que|à|aux|au|est|sont|atteint|atteignant|atteignait|par|pour|avec|contre|s'établit|vaut|était|étaient|en"
    ),
    more=(
        "de plus|supplémentaires|de hausse|en plus|d'augmentation|de croissance|de mieux|"
        "de progression|en hausse|de gain"
    ),
    less=(
        "de moins|en moins|de baisse|de recul|en baisse|de perte|de repli|en recul|de décote|"
        "de réduction|de chute|de remise|de rabais"
    ),
    range_words="à|ou|-à-|jusqu'à",
    range_bare="à",
    range_openers="entre|de|d|des",
    range_and="et|et les",
    from_words="de|d|des|du",
    to_words="à|contre|après|aux|au|contre des|contre les",
    list_words="et|ou|puis",
    elided_after=(
        "plus|dont|auxquels s'ajoutent|et encore|contre|de|d|à|après|au lieu de|et|"
        "par rapport à|face à|aux|les|des"
    ),
    head_words="en",
    head_scales={"milliers": 3, "millions": 6, "milliards": 9},
    counted_heads=(
        "téléchargements|écoutes|visites|visiteurs|vues|brevets|agences|emplois|véhicules|"
        "billets|foyers|logements|téléspectateurs|lecteurs|auditeurs|étudiants|patients|"
        "habitants|comptes|boutiques|usines|joueurs|voyageurs|inscrits|"
        "effectif|effectifs|salariés|collaborateurs|employés|magasins|clients|titres|"
        "livraisons|passagers|abonnés|utilisateurs|membres|adhérents|visiteurs|population|"
        "fréquentation"
    ),
    ratio_words="pour|contre",
    exchanges="regroupement|division|parité|attribution|échange|ratio|raison|split",
    ratios=(
        "book-to-bill|"
        "par un facteur|d'un facteur|multiple|per|p/e|pe|ve/ebitda|ve/ca|ev/ebitda|price-to-book"
    ),
    phones="téléphone|tél|tel|fax|appeler|appelez|numéro|joindre|contact|presse|standard",
    negations="non|pas|et non|au lieu de|plutôt que|et pas|contre",
    price_nouns="prix|marché",
    links="a|à|aux|de|d|et",
    instead="contre|après",
    limits="plafond|limite|maximum",
    peaks="pic|sommet",
    it="ce|ils|elles|'",
    participles="és|ées|is|us",
    indices="indice|indicat|rating|score|brevet|stoxx|dax|ibex|pmi|bourse",
    inflation="inflat",
    credit_lines="lignes de crédit|lignes de liquidité",
    aside="avec|en",
    conversions=(
        "soit|environ|c'est-à-dire|ou|équivalant à|équivalent à|ce qui équivaut à|"
        "l'équivalent de|à peu près|convertis en|équivaut à|équivalents à|ce qui représente|"
        "autrement dit|quelque|ou environ|équivalente à|ce qui correspond à|correspondant à|="
    ),
    paid="brut|bruts|net|nets|dilué|en numéraire|en espèces|en moyenne",
    per_words="par|/|pour chaque|l|la|le|à l|chaque",
    per_articles="l|la|le|à l|l'|chaque|à la|au|du",
    per_sure="par|le|la",
    per_far="par",
    per_subjects="bpa|bnpa|eps|dpa",
    not_per=(
        "dernier|précédent|prochain|passé|suivant|dernière|prochaine|précédente|suivante|plus|écoulé|fiscal"
    ),
    areas=("mètres carrés|mètres cubes|kilomètres carrés|pieds carrés"),
    per_nouns={
        "saison": "season",
        "action": "share",
        "actions": "share",
        "titre": "share",
        "part": "unit",
        "tonne": "tonne",
        "an": "year",
        "année": "year",
        "mois": "month",
        "semaine": "week",
        "jour": "day",
        "heure": "hour",
        "minute": "minute",
        "seconde": "second",
        "trimestre": "quarter",
        "baril": "barrel",
        "once": "ounce",
        "mwh": "MWh",
        "mégawattheure": "MWh",
        "mégawatt": "MW",
        "kwh": "kWh",
        "kilowattheure": "kWh",
        "mètre": "metre",
        "kilo": "kg",
        "kg": "kg",
        "gramme": "gram",
        "litre": "litre",
        "kilomètre": "km",
        "km": "km",
        "personne": "person",
        "tête": "head",
        "habitant": "inhabitant",
        "client": "customer",
        "salarié": "employee",
        "utilisateur": "user",
        "ménage": "household",
        "foyer": "household",
        "hectare": "hectare",
        "unité": "unit",
        "véhicule": "vehicle",
        "boisseau": "bushel",
        "nuit": "night",
        "passager": "passenger",
        "m²": "square metre",
        "abonné": "subscriber",
    },
    per_adverbs={
        "chacun": "unit",
        "chacune": "unit",
        "annuels": "year",
        "annuel": "year",
        "annuelles": "year",
        "annuelle": "year",
        "mensuels": "month",
        "mensuel": "month",
        "quotidiens": "day",
        "hebdomadaires": "week",
        "horaires": "hour",
        "pièce": "piece",
        "l'unité": "unit",
        "de l'heure": "hour",
    },
    counting="nombre",
    of="de|des|d|du",
    not_nouns=(
        "voire|hors|exclu|exclus|inclus|incluse|compris|vendredi|jeudi|mercredi|mardi|lundi|samedi|dimanche|hier|encore|estimé|estimés|escompté|"
        "précédemment|auparavant|précédents|précédent|précédente|précédentes|restants|restant|"
        "restantes|seulement|"
        "attendus|attendu|prévus|prévu|escomptés|anticipés|attendues|"
        "ici|attendu|attendus|attendue|attendues|prévu|prévus|prévue|prévues|estimés|"
        "anticipés|initialement|"
        "de|du|des|d|à|au|aux|en|dans|sur|sous|par|pour|avec|sans|et|ou|le|la|les|l|un|une|qui|"
        "que|est|sont|a|ont|mais|si|comme|contre|après|avant|depuis|entre|vers|chez|ce|cette|"
        "ces|son|sa|ses|leur|leurs|il|elle|ils|elles|on|nous|vous|ne|pas|plus|moins|n|s|c|qu|y|"
        "où|dont|puis|alors|donc|environ|était|étaient|sera|seront|soit|selon|hier|aujourd|"
        "demain|déjà|encore|ainsi|tout|toutes|tous|très|lors|pendant|durant|jusqu|dès|car|ni|"
        "afin|grâce|malgré|parmi|hors|va|vont|fait|quand|lorsque|fin|dernier|dernière|plutôt|"
        "près|début|auparavant|tandis"
    ),
    verb_endings="ront|aient",
    adjectives=(
        "nouve|nouvel|autres|grand|grands|grandes|petit|petits|petites|principal|principaux|"
        "propre|premiers|dernier|différent|divers|ancien|bons|jeunes|vieux|autre|seul|vrais|pleins|"
        "pleines|quelque|gros|grosses|prochain"
    ),
    abbreviations="art|sept|env|prev|est|incl|excl|max|min|inc|corp|ltd|rev|fig|vol|resp",
    references=(
        "article|art.|articles|alinéa|note|notes|tableau|page|p.|chapitre|annexe|section|"
        "figure|fig.|§|isin|directive|règlement|formulaire|paragraphe|loi|décret|résolution|"
        "graphique|pages|encadré"
    ),
    numbered="ligne|lot|bâtiment|réacteur|hangar",
    rankings="numéro|n°|no|n.|nº|nos|rang|place|№|#|numéros|numero|n",
    abbreviated="p|art|n",
    places="place",
    names=(
        "Airbus|Renault|Peugeot|Formule|Chaîne|Radio|TF|Canal|Groupe|Area|Rafale|Mirage|Falcon|"
        "Phase|Euro|Crit|Oat|OAT|Agenda|Plan|France|Livret|Article|Tour|Bâle|CP|Bloc|"
        "Flamanville|Ariane|Class|Génération|Horizon|Next|Scope|Pass|LDD|EPR"
    ),
    named_numbers=(
        "sept magnifiques|sept fantastiques|magnificent seven|big four|big three|big five|"
        "cac quarante"
    ),
    short_decades=True,
    plural_endings="s",
    scale_takes_linker=True,
    counts_across=True,
    one_point=True,
    part_of_rate=True,
    half_of_times="mois|année",
    multiple_nouns="check",
    multiple_adjectives="double|triple",
    multiplied="de|du|que|del",
    multiplying="le|au|du",
    leaving=Leaving(
        now=("actuels|actuelles|actuellement|actuel|actuelle|aujourd'hui"),
        parts_after=("d'entre eux|d'entre elles|desquels|desquelles|parmi eux|parmi elles"),
        borders=("tandis|alors|quand|mais|car|comme|avec|lorsque|pendant|bien|qui|dont|où"),
        unnaming=(
            "peut|être|voire|même|"
            "an|année|exercice|trimestre|semestre|période|chiffre|niveau|montant|avait|"
            "avaient|été|réalisé|réalisés|enregistré|enregistrés|atteint|même|tôt|premier|"
            "deuxième|second|prévu|attendus|il|elle|précédente|passé|passée"
        ),
        holding="détient|possède|conserve|garde",
        remaining="restants|restant|restantes|autres",
        whole_things=(
            "option|options|accord|contrat|taxe|prime|remise|rabais|offre|garantie|bail|plan|"
            "droit|mandat|engagement|impôt|commande|promesse"
        ),
        rising_by="de|d",
        owners="ses|leurs|nos|ces|son|leur",
        money_nouns=(
            "plus-value|bonus!|ebit!|ebita!|ebitda!|"
            "économi|dett|emprunt|prêt|fonds!|financement|investissement|capex|capita|coût|dépens|"
            "recett|chiffre|revenu|bénéfic|profit|pert|impôt|tax|trésor|liquidit|synergi|"
            "dépréciation|provision|dividend|rachats!|dépôt|amende|subvention|aide|allègement|"
            "coupe|obligation|crédit|garantie|incitation|redevance|prime!|primes!|collecte|"
            "décollecte|budget|enveloppe|intérêts!|frais!|commissions!|pénalité|indemnit|excédent|"
            "déficit|prises|prise|fonds propres|cotisation|ressources|produits!|cash|encaissement|"
            "décaissement|droits|réductions!|baisses!|hausses!|efforts?|valeur!|valoris"
        ),
        large_money_nouns=(
            "titre|ordre|demande|command|vente|contrat|actif|export|import|achat|encours"
        ),
        givers="actionnaire|investisseur|banque|créancier|associé|partenaire",
        recalling=(
            "haut|bas|secteur|rivaux|"
            "économistes|analystes|consensus|attendus|attendu|plafond|limite|covenant|pic|sommet|"
            "moyenne|veille|"
            "après|contre|auparavant|précédemment|précédent|avant|jusqu'alors|jusqu'ici|jusque-là|"
            "précédents"
        ),
        only=("seulement|uniquement|à peine|environ|près|plus|quelque|que"),
        purposes=("pour|en|dans|à|sur|chez|au"),
        others_before=("autres"),
        amounting="égal|égale|équivalent|équivalente",
        others_after=("autres|supplémentaires|additionnels|additionnelles|nouveaux|nouvelles"),
        wholes=(
            "sur les|des|de ses|sur ses|parmi les|de ces|sur ces|sur un total de|sur quelque|sur"
        ),
        parts=("dont|parmi lesquels|parmi lesquelles|y compris"),
        contributing=(
            "voula|voulu|préfér|réclam|"
            "ajout|retranch|contribu|apport|enlev|coût|retir|amput|soustra"
        ),
        traded="cote!|cotait|échang",
        targets=("vaut!|valait|objectif|cible|cours-cible"),
        pronouns="celle de|celui de|celles de|ceux de|celle du|celui du",
        copulas=("ont|seront|étaient|sont|furent|seraient|était|serait"),
        forecasts=("prévision|estimation|objectif|cible|projection|perspective|anticipation"),
    ),
)
