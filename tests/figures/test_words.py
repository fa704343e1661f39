"""Words that the rules of the grammar know by themselves: each does what all of its kind do."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from toolkit.figures import read_figures


class Case(NamedTuple):
    """A sentence with a place for each of the words, and what is read where they stand there."""

    language: str
    sentence: str
    words: str
    read: str  # of each figure: kind or what is asked of a quantity, printed; joined by "; "


CASES = [
    # separable verbs and the way they go
    Case("de", "Der Kurs {} um 3 Prozent zu.", "legte nahm nimmt", "up 3 Prozent"),
    Case("de", "Der Kurs {} um 3 Prozent an.", "stieg steigt zog zieht hob hebt", "up 3 Prozent"),
    Case("de", "Der Kurs {} um 3 Prozent ab.", "stürzte sackte rutschte gab", "down 3 Prozent"),
    Case("de", "Der Kurs {} 3 Prozent ein.", "brach bricht büßte knickte", "down 3 Prozent"),
    Case("de", "Der Kurs {} um 3 Prozent auf.", "stockte schlug schlägt holte", "up 3 Prozent"),
    Case("de", "Der Kurs {} 3 Prozent nach.", "gab gibt geben", "down 3 Prozent"),
    Case("de", "Der Kurs {} um 3 Prozent zurück.", "ging geht fiel fällt", "down 3 Prozent"),
    # nouns of change
    Case("en", "It saw a {} of 3 percent.", "increase rise gain", "up 3 percent"),
    Case("en", "It saw a {} of 3 percent.", "decline drop fall cut decrease", "down 3 percent"),
    Case("fr", "C'est une {} de 3 %.", "croissance hausse augmentation progression", "up 3 %"),
    Case("fr", "C'est une {} de 3 %.", "baisse diminution réduction", "down 3 %"),
    Case("fr", "C'est un {} de 3 %.", "recul repli", "down 3 %"),
    Case("it", "È un {} del 3%.", "aumento rialzo incremento", "up 3%"),
    Case("it", "È una {} del 3%.", "flessione riduzione", "down 3%"),
    Case("es", "Es una {} del 3 %.", "subida alza", "up 3 %"),
    Case("es", "Es una {} del 3 %.", "caída reducción bajada", "down 3 %"),
    Case("es", "Es un {} del 3 %.", "descenso recorte", "down 3 %"),
    Case("de", "Es ist ein {} von 3 Prozent.", "Anstieg Zuwachs Plus", "up 3 Prozent"),
    Case("de", "Es ist ein {} von 3 Prozent.", "Rückgang Minus", "down 3 Prozent"),
    # levels that are passed are no changes
    Case("en", "The price rose {} $3.", "above beyond past", "more_than $3"),
    Case("en", "The price fell {} $3.", "below under", "less_than $3"),
    # years that only look like names
    Case(
        "en",
        "In {}-2024 it was sold.",
        "mid end early late pre post since non",
        "year 2024",
    ),
    Case("de", "{}-2024 war das Ziel.", "Mitte Ende Anfang Vor Nach", "year 2024"),
    Case("fr", "À la {}-2024, il part.", "mi fin", "year 2024"),
    # models
    Case(
        "de",
        "Das Modell Qwen3-{} ist da.",
        "Max Pro Next Preview Plus Ultra Mini Omni Turbo Air Lite Neo Nano Flash Coder Instruct"
        " Base Chat VL MoE XL XS SE Instant Thinking Reasoner Fold Flip",
        "name Qwen3-{}",
    ),
    Case("de", "Das Modell Qwen3-{} ist da.", "Haus Preis", "name Qwen3"),
    # a time with a word between
    Case(
        "en",
        "It took two {} years.",
        "full long straight consecutive short more further trading business working",
        "duration two {} years",
    ),
    Case("de", "Es dauert zwei {} Jahre.", "volle ganze weitere", "duration zwei {} Jahre"),
    Case(
        "de",
        "In den zwei {} Jahren.",
        "vollen ganzen weiteren kommenden nächsten",
        "duration zwei {} Jahren",
    ),
    Case("es", "Los tres {} años.", "próximos últimos", "duration tres {} años"),
    Case("it", "I tre {} anni.", "prossimi ultimi lunghi intensi", "duration tre {} anni"),
    Case("fr", "Les trois {} mois.", "prochains derniers", "duration trois {} mois"),
    Case("fr", "Les trois {} années.", "prochaines dernières longues", "duration trois {} années"),
    Case("en", "It met at 1430 {}.", "GMT UTC CET BST EST ET IST EDT", "time 1430 {}"),
    Case("en", "It did a 2:1 {} then.", "split ratio", "name 2:1"),
    # references
    Case(
        "en",
        "It follows {} 12 here.",
        "Case Part Act Bill Title Resolution Statement Standard Rule Section Note Form rule note",
        "reference {} 12",
    ),
    Case("en", "It made the {} 12 times.", "case part title bill act", "multiple 12 times"),
    Case("en", "See Form {}-K, Form 20-F.", "10 8", "reference Form {}-K; reference Form 20-F"),
    # names of ratios printed with their sign
    Case("zh", "支付了{}100。", "US$ $", "USD {}100"),
    Case("zh", "支付了{}100元。", "人民币 人民幣 RMB", "CNY {}100元"),
    Case("zh", "支付了{}100。", "港币 港幣 HK$", "HKD {}100"),
    Case("zh", "支付了{}100。", "新台币 新台幣 NT$", "TWD {}100"),
    Case("zh", "支付了{}100。", "美金", "USD {}100"),
    Case("zh", "支付了{}100。", "€", "EUR {}100"),
    Case("zh", "支付了{}100。", "£", "GBP {}100"),
    Case("zh", "{}公司支付了¥100亿。", "中国 中國 北京 上海 深圳 杭州 中资 中資", "CNY ¥100亿"),
    Case("zh", "{}公司支付了¥100亿。", "日本 東京 东京 大阪", "JPY ¥100亿"),
    Case("zh", "共{}万元。", "一 二 三 四 五 六 七 八 九 十 两", "CNY {}万元"),
    Case("zh", "共二{}元。", "十 百 千 万 萬 亿 億", "CNY 二{}元"),
    Case("zh", "共3{}元。", "万 萬 亿 億 兆", "CNY 3{}元"),
    Case("zh", "共一百{}五元。", "零 〇", "CNY 一百{}五元"),
    Case("en", "It is open for {}h.", "24 36 48 72", "duration {}h"),
    # ranges by their words
    Case("en", "It was 3 {} 5 percent.", "to or", "between 3 {} 5 percent"),
    Case("de", "Es waren 3 {} 5 Prozent.", "bis oder", "between 3 {} 5 Prozent"),
    # ranges, and levels moved from one to another
    Case("it", "Il prezzo è salito {} 3 ai 5 euro.", "dai dagli", "EUR 3; EUR 5 euro"),
    Case("it", "Il tasso è salito {}1 al 3 per cento.", "dall'", "percent 1; percent 3 per cento"),
    Case("it", "Servono {} 3 ai 5 milioni di euro.", "dai dagli", "between 3 ai 5 milioni di euro"),
    Case("fr", "Il faut {} 3 à 5 millions d'euros.", "de", "between 3 à 5 millions d'euros"),
    Case("es", "Harán falta {} 3 a 5 millones de euros.", "de", "between 3 a 5 millones de euros"),
    Case("fr", "C'était 3 {} 5 %.", "ou à", "between 3 {} 5 %"),
    Case("es", "Eran 7 {} 8 %.", "o u", "between 7 {} 8 %"),
    Case("it", "Erano 3 {} 5 per cento.", "o", "between 3 {} 5 per cento"),
    Case("en", "It moved in a {} from 3 to 5 euros.", "range", "between 3 to 5 euros"),
    Case(
        "en",
        "It {} from 3 to 5 euros.",
        "went shifted moved swung passed changed",
        "EUR 3; EUR 5 euros",
    ),
    Case("fr", "Il {} de 3 à 5 euros.", "passe", "EUR 3; EUR 5 euros"),
    Case("it", "Il prezzo {} da 3 a 5 euro.", "passa cambia", "EUR 3; EUR 5 euro"),
    Case("es", "El precio {} de 3 a 5 euros.", "pasa cambia", "EUR 3; EUR 5 euros"),
    Case("it", "Il prezzo {} da 3 a 5 euro.", "oscilla varia", "between 3 a 5 euro"),
    # two days of one month
    Case("en", "It is on 3 {} 5 March 2025.", "and to through or", "date 3; date 5 March 2025"),
    Case("de", "Es ist am 3. {} 5. März 2025.", "und bis oder", "date 3.; date 5. März 2025"),
    Case("it", "È il 3 {} 5 marzo 2025.", "e al", "date 3; date 5 marzo 2025"),
    Case("fr", "C'est le 3 {} 5 mars 2025.", "et au ou", "date 3; date 5 mars 2025"),
    Case("es", "Es el 3 {} 5 de marzo de 2025.", "y al o", "date 3; date 5 de marzo de 2025"),
    Case("de", "Es gilt {} 3.4. Donnerstag.", "am vom zum bis ab seit der den", "date 3.4."),
    Case("en", "In the {} three months of 2025.", "first opening", "date {} three months of 2025"),
    Case("it", "Nei {} tre mesi del 2025.", "primi", "date {} tre mesi del 2025"),
    Case("fr", "Les {} trois mois de 2025.", "premiers", "date {} trois mois de 2025"),
    Case("es", "Los {} tres meses de 2025.", "primeros", "date {} tres meses de 2025"),
    Case("de", "In den {} drei Monaten 2025.", "ersten", "date {} drei Monaten 2025"),
    # hours
    Case("es", "Abre a {} 9 h.", "las", "time 9 h"),
    Case("it", "Apre {} 9 h.", "alle", "time 9 h"),
    Case("fr", "Il ouvre {} 9 h.", "à", "time 9 h"),
    Case("de", "Es beginnt {} 9 h.", "um", "time 9 h"),
    # forms
    Case("de", "Das {} 10-K liegt vor.", "Formular", "reference {} 10-K"),
    Case("fr", "Le {} 10-K est là.", "formulaire", "reference {} 10-K"),
    Case("es", "El {} 10-K está.", "formulario", "reference {} 10-K"),
    Case("it", "Il {} 10-K è qui.", "modulo", "reference {} 10-K"),
    # the 3. after an article
    Case(
        "de",
        "Es ist {} 3. in Folge.",
        "der die das dem den des am zum im beim vom zur ihr ihrem ihren sein seinem seinen jeder"
        " jedes ein einem einen",
        "ordinal 3.",
    ),
    # losses are levels, and what is above or below a level is no change
    Case("en", "It made {} of $3.", "losses", "USD $3"),
    Case("en", "It had a {} of $3.", "loss", "USD $3"),
    Case("fr", "Il affiche une {} de 3 euros.", "perte", "EUR 3 euros"),
    Case("it", "Ha una {} di 3 euro.", "perdita", "EUR 3 euro"),
    Case("es", "Tiene una {} de 3 euros.", "pérdida", "EUR 3 euros"),
    Case("de", "Es ist ein {} von 3 Euro.", "Verlust", "EUR 3 Euro"),
    Case("en", "It was {} 5 by 1.8.", "multiplied", "no 5; no 1.8"),
    Case("fr", "Le prix a été {} par 1,8.", "multiplié", "up {} par 1,8"),
    Case("es", "El precio se {} por tres.", "multiplicó", "up {} por tres"),
    Case("it", "Il prezzo si è {} per tre.", "moltiplicato", "up {} per tre"),
]


def said(figure) -> str:
    asked = figure.direction or (figure.kind if figure.kind != "quantity" else None)
    return asked or figure.qualifier or figure.unit or "no"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.sentence)
def test_each_word_of_a_kind_reads_alike(case: Case) -> None:
    wrong = []
    for word in case.words.split():
        figures = read_figures(case.sentence.format(word), case.language)
        read = "; ".join(f"{said(figure)} {figure.printed}" for figure in figures)
        if read != case.read.format(word):
            wrong.append((word, read))
    assert not wrong, f"not {case.read}"


def last(text: str, language: str) -> str:
    """The last quantity's value, and its unit or what it counts."""
    figure = read_figures(text, language)[-1]
    of = figure.unit or figure.of or figure.qualifier or "-"
    return f"{figure.value} {of}"


LENT = [  # a sentence; words there and what is last read; other words, and what it is then
    (
        "en",
        "{} was 2.1%, and the index rose to 2.3.",
        "Inflation",
        "2.3 percent",
        "Growth",
        "2.3 -",
    ),
    (
        "de",
        "Die {} lag bei 2,1 Prozent, der Index stieg auf 2,3.",
        "Inflation Teuerung",
        "2.3 percent",
        "Quote",
        "2.3 -",
    ),
    (
        "es",
        "La {} fue del 2,1 %, el índice sube al 2,3.",
        "inflación",
        "2.3 percent",
        "cuota",
        "2.3 -",
    ),
    (
        "it",
        "L'{} era del 2,1%, l'indice sale al 2,3.",
        "inflazione",
        "2.3 percent",
        "uso",
        "2.3 -",
    ),
    (
        "de",
        "Sie zahlt 1.500 Euro, die {} liegt bei 2.000.",
        "Obergrenze Höchstsumme",
        "2000 EUR",
        "Gruppe",
        "2000 -",
    ),
    (
        "de",
        "Sie zahlt 1.500 Euro, der {} ist 2.000.",
        "Höchstbetrag",
        "2000 EUR",
        "Verein",
        "2000 -",
    ),
    (
        "de",
        "Sie zahlt 1.500 Euro, der {} beträgt 2.000.",
        "Höchstbetrag",
        "2000 EUR",
        "Verein",
        "2000 -",
    ),
    (
        "en",
        "It pays 1,500 euros; the {} is 2,000.",
        "limit ceiling cap maximum",
        "2000 EUR",
        "town",
        "2000 -",
    ),
    (
        "it",
        "Paga 1.500 euro, il {} è di 2.000.",
        "tetto massimo massimale",
        "2000 EUR",
        "gatto",
        "2000 -",
    ),
    (
        "fr",
        "Il paie 1 500 euros, le {} est de 2 000.",
        "plafond maximum",
        "2000 EUR",
        "chat",
        "2000 -",
    ),
    (
        "es",
        "Paga 1.500 euros, el {} es de 2.000.",
        "tope máximo límite",
        "2000 EUR",
        "gato",
        "2000 -",
    ),
    (
        "en",
        "It sold 2 million {} for $60 million and still owns 5 million.",
        "shares",
        "5000000 shares",
        "cars",
        "5000000 USD",
    ),
    (
        "de",
        "Sie verkaufte 2 Millionen {} für 60 Mio. Euro und hält noch 5 Millionen.",
        "Aktien",
        "5000000 Aktien",
        "Autos",
        "5000000 EUR",
    ),
    (
        "it",
        "Ha venduto 2 milioni di {} per 60 milioni di euro e ne detiene ancora 5 milioni.",
        "azioni",
        "5000000 azioni",
        "auto",
        "5000000 EUR",
    ),
    (
        "es",
        "Vendió 2 millones de {} por 60 millones de euros y aún posee 5 millones.",
        "acciones",
        "5000000 acciones",
        "coches",
        "5000000 EUR",
    ),
    (
        "fr",
        "Il a vendu 2 millions d'{} pour 60 millions d'euros et détient encore 5 millions.",
        "actions",
        "5000000 actions",
        "autos",
        "5000000 EUR",
    ),
    # an index, a rating, a number of patents is no money
    (
        "en",
        "Sales rose to $230 million, and the {} rose to 80.",
        "index rating score ranking PMI",
        "None -",
        "",
        "",
    ),
    (
        "de",
        "Der Umsatz stieg auf 230 Mio. Euro, der {} auf 80.",
        "Index Indikator",
        "None -",
        "Gewinn",
        "8.0E+7 EUR",
    ),
    (
        "it",
        "I ricavi salgono a 230 milioni di euro, l'{} a 80.",
        "indice indicatore",
        "None -",
        "utile",
        "8.0E+7 EUR",
    ),
    (
        "fr",
        "Les ventes montent à 230 millions d'euros, l'{} à 80.",
        "indice indicateur",
        "None -",
        "",
        "",
    ),
    (
        "es",
        "Las ventas suben a 230 millones de euros, el {} a 80.",
        "índice indicador",
        "None -",
        "beneficio",
        "8.0E+7 EUR",
    ),
    # a peak may be far from what there is now
    (
        "en",
        "It costs $9,800 a tonne, from a {} of 80,000.",
        "peak high",
        "80000 USD",
        "",
        "",
    ),
    (
        "it",
        "Costa 9.800 euro la tonnellata, da un {} di 80.000.",
        "picco massimo",
        "80000 EUR",
        "",
        "",
    ),
    (
        "fr",
        "Il coûte 9 800 euros la tonne, après un {} de 80 000.",
        "pic sommet",
        "80000 EUR",
        "",
        "",
    ),
    (
        "es",
        "Cuesta 9.800 euros la tonelada, desde un {} de 80.000.",
        "máximo",
        "80000 EUR",
        "",
        "",
    ),
    ("en", "It sold 450,000 {} shares.", "A B C", "450000 shares", "", ""),
    # what a share is quoted at is no sum of millions
    (
        "en",
        "The firm is worth 4 billion euros and its share is {} at 18.",
        "trading quoted traded",
        "None -",
        "",
        "",
    ),
    ("de", "Die Firma ist 4 Mrd. Euro wert, die Aktie {} 18.", "notiert kostet", "None -", "", ""),
    ("it", "La società vale 4 miliardi di euro e il titolo {} a 18.", "tratta", "None -", "", ""),
    ("es", "La firma vale 4.000 millones de euros y la acción {} a 18.", "cotiza", "18 -", "", ""),
    ("fr", "La société vaut 4 milliards d'euros et le titre {} 18.", "cote", "None -", "", ""),
    # what a level was before, or stands against
    ("en", "The rate is 4%, {} 5 a year ago.", "against versus after", "5 percent", "", ""),
    ("de", "Die Quote liegt bei 4 Prozent {} 5 im Vorjahr.", "nach statt", "5 percent", "", ""),
    ("it", "Il tasso è al 4% {} 5 di un anno fa.", "contro", "5 percent", "", ""),
    ("fr", "Le taux est de 4 % {} 5 un an plus tôt.", "contre après", "5 percent", "", ""),
    ("es", "La tasa es del 4 %, {} al 5 de hace un año.", "frente", "5 percent", "", ""),
]


@pytest.mark.parametrize("case", LENT, ids=lambda case: case[1])
def test_a_word_makes_the_last_number_what_another_does_not(case: tuple[str, ...]) -> None:
    language, sentence, words, read, others, otherwise = case
    for word in words.split():
        assert last(sentence.format(word), language) == read, word
    for word in others.split():
        assert last(sentence.format(word), language) == otherwise, word


ROUND = [
    ("de", "Es kostet eine {} Million Euro.", "gute", "more_than"),
    ("de", "Es kostet eine {} Million Euro.", "knappe", "nearly"),
    ("de", "Er gab eine {} halbe Million Euro aus.", "gute", "more_than"),
    ("de", "Er gab eine {} halbe Million Euro aus.", "knappe", "nearly"),
    ("en", "It paid a {} million dollars.", "good", "more_than"),
    ("en", "It paid a {} million dollars.", "cool", None),
    ("en", "It paid a {} million dollars.", "full", None),
]


@pytest.mark.parametrize(("language", "sentence", "word", "qualifier"), ROUND)
def test_a_word_before_a_round_number_qualifies_it(
    language: str, sentence: str, word: str, qualifier: str | None
) -> None:
    (figure,) = read_figures(sentence.format(word), language)
    assert figure.value in (1000000, 500000) and figure.qualifier == qualifier


PER = [  # a sentence, words in it, and per what its last amount is
    ("en", "It pays 0.45 euros {} per share.", "gross net", "share"),
    ("de", "Sie zahlt 0,45 Euro {} je Aktie.", "brutto netto", "share"),
    ("it", "Paga 0,45 euro {} per azione.", "lordi netti lordo netto", "share"),
    ("fr", "Elle verse 0,45 euro {} par action.", "brut net", "share"),
    ("es", "Paga 0,45 euros {} por acción.", "brutos netos bruto neto", "share"),
    ("en", "It made $3 {} earnings per share.", "of in", "share"),
    ("en", "It costs $3 a {}.", "year month week day hour", None),
    ("en", "It cost $3 a year {}.", "ago earlier before later prior", None),
    ("es", "Costaba 3 euros un año {}.", "antes", None),
    ("it", "Costava 3 euro un anno {}.", "prima fa", None),
    ("fr", "Il coûtait 3 euros un an {}.", "avant", None),
    ("de", "Es kostete 3 Euro ein Jahr {}.", "zuvor", None),
    ("it", "Costa 3 euro al metro {}.", "quadrato quadro", "square metre"),
    ("es", "Cuesta 3 euros el metro {}.", "cuadrado", "square metre"),
    ("fr", "Il coûte 3 euros le mètre {}.", "carré", "square metre"),
    ("en", "It costs $3 a square {}.", "foot", "square foot"),
    ("en", "It costs $3 a square {}.", "metre", "square metre"),
]


@pytest.mark.parametrize("case", PER, ids=lambda case: case[1])
def test_a_word_says_per_what_an_amount_is(case: tuple[str, str, str, str | None]) -> None:
    language, sentence, words, per = case
    for word in words.split():
        wanted = per or (word if sentence.endswith("a {}.") else None)
        assert read_figures(sentence.format(word), language)[-1].per == wanted, word


CONVERTED = [
    ("de", "Er zahlte 30 Mio. Pfund ({} 35 Mio. Euro).", "umgerechnet ca. rund etwa aktuell"),
    ("en", "He paid 30 million pounds ({} 35 million euros).", "about or circa roughly"),
    ("it", "Ha pagato 30 milioni di sterline ({} 35 milioni di euro).", "circa"),
    ("fr", "Il a payé 30 millions de livres ({} 35 millions d'euros).", "environ soit"),
    ("es", "Pagó 30 millones de libras ({} 35 millones de euros).", "unos"),
]


@pytest.mark.parametrize("case", CONVERTED, ids=lambda case: case[1])
def test_a_word_before_a_restated_amount_changes_nothing(case: tuple[str, str, str]) -> None:
    language, sentence, words = case
    for word in words.split():
        first, second = read_figures(sentence.format(word), language)
        assert second.converted_from == first.printed, word
