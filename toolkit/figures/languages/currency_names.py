"""Full names of currencies, one and many, from CLDR by way of Babel; a test holds them equal."""

from __future__ import annotations

from collections.abc import Mapping

NAMES: Mapping[str, str] = {
    "de": """
AED VAE-Dirham
AFN Afghanischer Afghani|Afghanische Afghani
ALL Albanischer Lek|Albanische Lek
AMD Armenischer Dram|Armenische Dram
AOA Angolanischer Kwanza|Angolanische Kwanza
ARS Argentinischer Peso|Argentinische Pesos
AUD Australischer Dollar|Australische Dollar
AWG Aruba-Florin
AZN Aserbaidschan-Manat
BAM Konvertible Mark Bosnien und Herzegowina
BBD Barbados-Dollar
BDT Bangladesch-Taka
BGN Bulgarischer Lew|Bulgarische Lew
BHD Bahrain-Dinar
BIF Burundi-Franc|Burundi-Francs
BMD Bermuda-Dollar
BND Brunei-Dollar
BOB Bolivianischer Boliviano|Bolivianische Bolivianos
BRL Brasilianischer Real|Brasilianische Real
BSD Bahamas-Dollar
BTN Bhutan-Ngultrum
BWP Botswanischer Pula|Botswanische Pula
BYN Weißrussischer Rubel|Weißrussische Rubel
BZD Belize-Dollar
CAD Kanadischer Dollar|Kanadische Dollar
CDF Kongo-Franc|Kongo-Francs
CHF Schweizer Franken
CLF Chilenische Unidades de Fomento
CLP Chilenischer Peso|Chilenische Pesos
CNY Chinesischer Yuan|Renminbi Yuan
COP Kolumbianischer Peso|Kolumbianische Pesos
CRC Costa-Rica-Colón
CUP Kubanischer Peso|Kubanische Pesos
CVE Cabo-Verde-Escudo|Cabo-Verde-Escudos
CZK Tschechische Krone|Tschechische Kronen
DJF Dschibuti-Franc
DKK Dänische Krone|Dänische Kronen
DOP Dominikanischer Peso|Dominikanische Pesos
DZD Algerischer Dinar|Algerische Dinar
EGP Ägyptisches Pfund|Ägyptische Pfund
ERN Eritreischer Nakfa|Eritreische Nakfa
ETB Äthiopischer Birr|Äthiopische Birr
EUR Euro
FJD Fidschi-Dollar
FKP Falkland-Pfund
GBP Britisches Pfund|Britische Pfund
GEL Georgischer Lari|Georgische Lari
GHS Ghanaischer Cedi|Ghanaische Cedi
GIP Gibraltar-Pfund
GMD Gambia-Dalasi
GNF Guinea-Franc
GTQ Guatemaltekischer Quetzal|Guatemaltekische Quetzales
GYD Guyana-Dollar
HKD Hongkong-Dollar
HNL Honduras-Lempira
HTG Haitianische Gourde|Haitianische Gourdes
HUF Ungarischer Forint|Ungarische Forint
IDR Indonesische Rupiah
ILS Israelischer Neuer Schekel|Israelische Neue Schekel
INR Indische Rupie|Indische Rupien
IQD Irakischer Dinar|Irakische Dinar
IRR Iranischer Rial|Iranische Rial
ISK Isländische Krone|Isländische Kronen
JMD Jamaika-Dollar
JOD Jordanischer Dinar|Jordanische Dinar
JPY Japanischer Yen|Japanische Yen
KES Kenia-Schilling
KGS Kirgisischer Som|Kirgisische Som
KHR Kambodschanischer Riel|Kambodschanische Riel
KMF Komoren-Franc|Komoren-Francs
KPW Nordkoreanischer Won|Nordkoreanische Won
KRW Südkoreanischer Won|Südkoreanische Won
KWD Kuwait-Dinar
KYD Kaiman-Dollar
KZT Kasachischer Tenge|Kasachische Tenge
LAK Laotischer Kip|Laotische Kip
LBP Libanesisches Pfund|Libanesische Pfund
LKR Sri-Lanka-Rupie|Sri-Lanka-Rupien
LRD Liberianischer Dollar|Liberianische Dollar
LSL Loti
LYD Libyscher Dinar|Libysche Dinar
MAD Marokkanischer Dirham|Marokkanische Dirham
MDL Moldau-Leu
MGA Madagaskar-Ariary
MKD Mazedonischer Denar|Mazedonische Denari
MMK Myanmarischer Kyat|Myanmarische Kyat
MNT Mongolischer Tögrög|Mongolische Tögrög
MOP Macao-Pataca
MRU Mauretanischer Ouguiya|Mauretanische Ouguiya
MUR Mauritius-Rupie|Mauritius-Rupien
MVR Malediven-Rufiyaa|Malediven-Rupien
MWK Malawi-Kwacha
MXN Mexikanischer Peso|Mexikanische Pesos
MYR Malaysischer Ringgit|Malaysische Ringgit
MZN Mosambikanischer Metical|Mosambikanische Meticais
NAD Namibia-Dollar
NGN Nigerianischer Naira|Nigerianische Naira
NIO Nicaragua-Córdoba|Nicaragua-Córdobas
NOK Norwegische Krone|Norwegische Kronen
NPR Nepalesische Rupie|Nepalesische Rupien
NZD Neuseeland-Dollar
OMR Omanischer Rial|Omanische Rials
PAB Panamaischer Balboa|Panamaische Balboas
PEN Peruanischer Sol|Peruanische Sol
PGK Papua-neuguineischer Kina
PHP Philippinischer Peso|Philippinische Pesos
PKR Pakistanische Rupie|Pakistanische Rupien
PLN Polnischer Złoty|Polnische Złoty
PYG Paraguayischer Guaraní|Paraguayische Guaraníes
QAR Katar-Riyal
RON Rumänischer Leu|Rumänische Leu
RSD Serbischer Dinar|Serbische Dinaren
RUB Russischer Rubel|Russische Rubel
RWF Ruanda-Franc|Ruanda-Francs
SAR Saudi-Rial
SBD Salomonen-Dollar
SCR Seychellen-Rupie|Seychellen-Rupien
SDG Sudanesisches Pfund|Sudanesische Pfund
SEK Schwedische Krone|Schwedische Kronen
SGD Singapur-Dollar
SHP St.-Helena-Pfund
SLE Sierra-leonischer Leone|Sierra-leonische Leones
SOS Somalia-Schilling
SRD Suriname-Dollar
SSP Südsudanesisches Pfund|Südsudanesische Pfund
STN São-toméischer Dobra|São-toméische Dobras
SVC El Salvador-Colon
SYP Syrisches Pfund|Syrische Pfund
SZL Swasiländischer Lilangeni|Swasiländische Emalangeni
THB Thailändischer Baht|Thailändische Baht
TJS Tadschikistan-Somoni
TMT Turkmenistan-Manat
TND Tunesischer Dinar|Tunesische Dinar
TOP Tongaischer Paʻanga|Tongaische Paʻanga
TRY Türkische Lira
TTD Trinidad-und-Tobago-Dollar
TWD Neuer Taiwan-Dollar|Neue Taiwan-Dollar
TZS Tansania-Schilling
UAH Ukrainische Hrywnja|Ukrainische Hrywen
UGX Uganda-Schilling
USD US-Dollar
UYU Uruguayischer Peso|Uruguayische Pesos
UZS Usbekistan-Sum
VES Venezolanischer Bolívar|Venezolanische Bolívares
VND Vietnamesischer Dong|Vietnamesische Dong
VUV Vanuatu-Vatu
WST Samoanischer Tala|Samoanische Tala
XCD Ostkaribischer Dollar|Ostkaribische Dollar
XPF CFP-Franc
YER Jemen-Rial
ZAR Südafrikanischer Rand|Südafrikanische Rand
ZMW Kwacha
""",
    "en": """
AED UAE dirham|UAE dirhams
AFN Afghan Afghani|Afghan Afghanis
ALL Albanian lek|Albanian lekë
AMD Armenian dram|Armenian drams
AOA Angolan kwanza|Angolan kwanzas
ARS Argentine peso|Argentine pesos
AUD Australian dollar|Australian dollars
AWG Aruban florin
AZN Azerbaijani manat|Azerbaijani manats
BAM Bosnia-Herzegovina convertible mark|Bosnia-Herzegovina convertible marks
BBD Barbadian dollar|Barbadian dollars
BDT Bangladeshi taka|Bangladeshi takas
BGN Bulgarian lev|Bulgarian leva
BHD Bahraini dinar|Bahraini dinars
BIF Burundian franc|Burundian francs
BMD Bermudan dollar|Bermudan dollars
BND Brunei dollar|Brunei dollars
BOB Bolivian boliviano|Bolivian bolivianos
BRL Brazilian real|Brazilian reals
BSD Bahamian dollar|Bahamian dollars
BTN Bhutanese ngultrum|Bhutanese ngultrums
BWP Botswanan pula|Botswanan pulas
BYN Belarusian ruble|Belarusian rubles
BZD Belize dollar|Belize dollars
CAD Canadian dollar|Canadian dollars
CDF Congolese franc|Congolese francs
CHF Swiss franc|Swiss francs
CLP Chilean peso|Chilean pesos
CNY Chinese yuan
COP Colombian peso|Colombian pesos
CRC Costa Rican colón|Costa Rican colóns
CUP Cuban peso|Cuban pesos
CVE Cape Verdean escudo|Cape Verdean escudos
CZK Czech koruna|Czech korunas
DJF Djiboutian franc|Djiboutian francs
DKK Danish krone|Danish kroner
DOP Dominican peso|Dominican pesos
DZD Algerian dinar|Algerian dinars
EGP Egyptian pound|Egyptian pounds
ERN Eritrean nakfa|Eritrean nakfas
ETB Ethiopian birr|Ethiopian birrs
EUR euro|euros
FJD Fijian dollar|Fijian dollars
FKP Falkland Islands pound|Falkland Islands pounds
GBP British pound|British pounds
GEL Georgian lari|Georgian laris
GHS Ghanaian cedi|Ghanaian cedis
GIP Gibraltar pound|Gibraltar pounds
GMD Gambian dalasi|Gambian dalasis
GNF Guinean franc|Guinean francs
GTQ Guatemalan quetzal|Guatemalan quetzals
GYD Guyanaese dollar|Guyanaese dollars
HKD Hong Kong dollar|Hong Kong dollars
HNL Honduran lempira|Honduran lempiras
HTG Haitian gourde|Haitian gourdes
HUF Hungarian forint|Hungarian forints
IDR Indonesian rupiah|Indonesian rupiahs
ILS Israeli new shekel|Israeli new shekels
INR Indian rupee|Indian rupees
IQD Iraqi dinar|Iraqi dinars
IRR Iranian rial|Iranian rials
ISK Icelandic króna|Icelandic krónur
JMD Jamaican dollar|Jamaican dollars
JOD Jordanian dinar|Jordanian dinars
JPY Japanese yen
KES Kenyan shilling|Kenyan shillings
KGS Kyrgystani som|Kyrgystani soms
KHR Cambodian riel|Cambodian riels
KMF Comorian franc|Comorian francs
KPW North Korean won
KRW South Korean won
KWD Kuwaiti dinar|Kuwaiti dinars
KYD Cayman Islands dollar|Cayman Islands dollars
KZT Kazakhstani tenge|Kazakhstani tenges
LAK Laotian kip|Laotian kips
LBP Lebanese pound|Lebanese pounds
LKR Sri Lankan rupee|Sri Lankan rupees
LRD Liberian dollar|Liberian dollars
LSL Lesotho loti|Lesotho lotis
LYD Libyan dinar|Libyan dinars
MAD Moroccan dirham|Moroccan dirhams
MDL Moldovan leu|Moldovan lei
MGA Malagasy ariary|Malagasy ariaries
MKD Macedonian denar|Macedonian denari
MMK Myanmar kyat|Myanmar kyats
MNT Mongolian tugrik|Mongolian tugriks
MOP Macanese pataca|Macanese patacas
MRU Mauritanian ouguiya|Mauritanian ouguiyas
MUR Mauritian rupee|Mauritian rupees
MVR Maldivian rufiyaa|Maldivian rufiyaas
MWK Malawian kwacha|Malawian kwachas
MXN Mexican peso|Mexican pesos
MYR Malaysian ringgit|Malaysian ringgits
MZN Mozambican metical|Mozambican meticals
NAD Namibian dollar|Namibian dollars
NGN Nigerian naira|Nigerian nairas
NIO Nicaraguan córdoba|Nicaraguan córdobas
NOK Norwegian krone|Norwegian kroner
NPR Nepalese rupee|Nepalese rupees
NZD New Zealand dollar|New Zealand dollars
OMR Omani rial|Omani rials
PAB Panamanian balboa|Panamanian balboas
PEN Peruvian sol|Peruvian soles
PGK Papua New Guinean kina
PHP Philippine peso|Philippine pesos
PKR Pakistani rupee|Pakistani rupees
PLN Polish zloty|Polish zlotys
PYG Paraguayan guarani|Paraguayan guaranis
QAR Qatari riyal|Qatari riyals
RON Romanian leu|Romanian lei
RSD Serbian dinar|Serbian dinars
RUB Russian ruble|Russian rubles
RWF Rwandan franc|Rwandan francs
SAR Saudi riyal|Saudi riyals
SBD Solomon Islands dollar|Solomon Islands dollars
SCR Seychellois rupee|Seychellois rupees
SDG Sudanese pound|Sudanese pounds
SEK Swedish krona|Swedish kronor
SGD Singapore dollar|Singapore dollars
SHP St. Helena pound|St. Helena pounds
SLE Sierra Leonean leone|Sierra Leonean leones
SOS Somali shilling|Somali shillings
SRD Surinamese dollar|Surinamese dollars
SSP South Sudanese pound|South Sudanese pounds
STN São Tomé & Príncipe dobra|São Tomé & Príncipe dobras
SVC Salvadoran colón|Salvadoran colones
SYP Syrian pound|Syrian pounds
SZL Swazi lilangeni|Swazi emalangeni
THB Thai baht
TJS Tajikistani somoni|Tajikistani somonis
TMT Turkmenistani manat
TND Tunisian dinar|Tunisian dinars
TOP Tongan paʻanga
TRY Turkish lira|Turkish Lira
TTD Trinidad & Tobago dollar|Trinidad & Tobago dollars
TWD New Taiwan dollar|New Taiwan dollars
TZS Tanzanian shilling|Tanzanian shillings
UAH Ukrainian hryvnia|Ukrainian hryvnias
UGX Ugandan shilling|Ugandan shillings
USD US dollar|US dollars
UYU Uruguayan peso|Uruguayan pesos
UZS Uzbekistani som
VES Venezuelan bolívar|Venezuelan bolívars
VND Vietnamese dong
VUV Vanuatu vatu|Vanuatu vatus
WST Samoan tala
XAF Central African CFA franc|Central African CFA francs
XCD East Caribbean dollar|East Caribbean dollars
XOF West African CFA franc|West African CFA francs
XPF CFP franc|CFP francs
YER Yemeni rial|Yemeni rials
ZAR South African rand
ZMW Zambian kwacha|Zambian kwachas
""",
    "es": """
AED dírham de los Emiratos Árabes Unidos|dírhams de los Emiratos Árabes Unidos
AFN afgani afgano|afganis afganos
ALL lek albanés|leks albaneses
AMD dram armenio|drams armenios
AOA kuanza angoleño|kuanzas angoleños
ARS peso argentino|pesos argentinos
AUD dólar australiano|dólares australianos
AWG florín arubeño|florines arubeños
AZN manat azerbaiyano|manats azerbaiyanos
BAM marco convertible de Bosnia y Herzegovina|marcos convertibles de Bosnia y Herzegovina
BBD dólar barbadense|dólares barbadenses
BDT taka bangladesí|takas bangladesíes
BGN leva búlgara|levas búlgaras
BHD dinar bareiní|dinares bareiníes
BIF franco burundés|francos burundeses
BMD dólar bermudeño|dólares bermudeños
BND dólar bruneano|dólares bruneanos
BOB boliviano|bolivianos
BRL real brasileño|reales brasileños
BSD dólar bahameño|dólares bahameños
BTN gultrum butanés|gultrums butaneses
BWP pula botsuano|pulas botsuanos
BYN rublo bielorruso|rublos bielorrusos
BZD dólar beliceño|dólares beliceños
CAD dólar canadiense|dólares canadienses
CDF franco congoleño|francos congoleños
CHF franco suizo|francos suizos
CLF unidad de fomento chilena|unidades de fomento chilenas
CLP peso chileno|pesos chilenos
CNY yuan renminbi|yuanes renminbi
COP peso colombiano|pesos colombianos
CRC colón costarricense|colones costarricenses
CUP peso cubano|pesos cubanos
CVE escudo de Cabo Verde|escudos de Cabo Verde
CZK corona checa|coronas checas
DJF franco yibutiano|francos yibutianos
DKK corona danesa|coronas danesas
DOP peso dominicano|pesos dominicanos
DZD dinar argelino|dinares argelinos
EGP libra egipcia|libras egipcias
ERN nakfa eritreo|nakfas eritreos
ETB bir etíope|bires etíopes
EUR euro|euros
FJD dólar fiyiano|dólares fiyianos
FKP libra malvinense|libras malvinenses
GBP libra esterlina|libras esterlinas
GEL lari georgiano|laris georgianos
GHS cedi ghanés|cedis ghaneses
GIP libra gibraltareña|libras gibraltareñas
GMD dalasi gambiano|dalasis gambianos
GNF franco guineano|francos guineanos
GTQ quetzal guatemalteco|quetzales guatemaltecos
GYD dólar guyanés|dólares guyaneses
HKD dólar hongkonés|dólares hongkoneses
HNL lempira hondureño|lempiras hondureños
HTG gurde haitiano|gurdes haitianos
HUF forinto húngaro|forintos húngaros
IDR rupia indonesia|rupias indonesias
ILS nuevo séquel israelí|nuevos séqueles israelíes
INR rupia india|rupias indias
IQD dinar iraquí|dinares iraquíes
IRR rial iraní|riales iraníes
ISK corona islandesa|coronas islandesas
JMD dólar jamaicano|dólares jamaicanos
JOD dinar jordano|dinares jordanos
JPY yen japonés|yenes japoneses
KES chelín keniano|chelines kenianos
KGS som kirguís|soms kirguises
KHR riel camboyano|rieles camboyanos
KMF franco comorense|francos comorenses
KPW won norcoreano|wons norcoreanos
KRW won surcoreano|wons surcoreanos
KWD dinar kuwaití|dinares kuwaitíes
KYD dólar de las Islas Caimán|dólares de las Islas Caimán
KZT tengue kazajo|tengues kazajos
LAK kip laosiano|kips laosianos
LBP libra libanesa|libras libanesas
LKR rupia esrilanquesa|rupias esrilanquesas
LRD dólar liberiano|dólares liberianos
LSL loti lesotense|lotis lesotenses
LYD dinar libio|dinares libios
MAD dírham marroquí|dírhams marroquíes
MDL leu moldavo|leus moldavos
MGA ariari malgache|ariaris malgaches
MKD dinar macedonio|dinares macedonios
MMK kiat de Myanmar|kiats de Myanmar
MNT tugrik mongol|tugriks mongoles
MOP pataca macaense|patacas macaenses
MRU uguiya mauritano|uguiyas mauritanos
MUR rupia mauriciana|rupias mauricianas
MVR rufiya maldiva|rufiyas maldivas
MWK kuacha malauí|kuachas malauíes
MXN peso mexicano|pesos mexicanos
MYR ringit malasio|ringits malasios
MZN metical mozambiqueño|meticales mozambiqueños
NAD dólar namibio|dólares namibios
NGN naira nigeriano|nairas nigerianos
NIO córdoba oro|córdobas oro
NOK corona noruega|coronas noruegas
NPR rupia nepalí|rupias nepalíes
NZD dólar neozelandés|dólares neozelandeses
OMR rial omaní|riales omaníes
PAB balboa panameño|balboas panameños
PEN sol peruano|soles peruanos
PGK kina papú|kinas papúes
PHP peso filipino|pesos filipinos
PKR rupia pakistaní|rupias pakistaníes
PLN esloti polaco|eslotis polacos
PYG guaraní paraguayo|guaraníes paraguayos
QAR rial catarí|riales cataríes
RON leu rumano|leus rumanos
RSD dinar serbio|dinares serbios
RUB rublo ruso|rublos rusos
RWF franco ruandés|francos ruandeses
SAR rial saudí|riales saudíes
SBD dólar salomonense|dólares salomonenses
SCR rupia seychellense|rupias seychellenses
SDG libra sudanesa|libras sudanesas
SEK corona sueca|coronas suecas
SGD dólar singapurense|dólares singapurenses
SHP libra de Santa Elena|libras de Santa Elena
SLE leona sierraleonesa|leonas sierraleonesas
SOS chelín somalí|chelines somalíes
SRD dólar surinamés|dólares surinameses
SSP libra sursudanesa|libras sursudanesas
STN dobra santotomense|dobras santotomenses
SVC colón salvadoreño|colones salvadoreños
SYP libra siria|libras sirias
SZL lilangeni esuatiní|lilangenis esuatiníes
THB bat tailandés|bats tailandeses
TJS somoni tayiko|somonis tayikos
TMT manat turcomano|manats turcomanos
TND dinar tunecino|dinares tunecinos
TOP paanga tongano|paangas tonganos
TRY lira turca|liras turcas
TTD dólar de Trinidad y Tobago|dólares de Trinidad y Tobago
TWD nuevo dólar taiwanés|nuevos dólares taiwaneses
TZS chelín tanzano|chelines tanzanos
UAH grivna ucraniana|grivnas ucranianas
UGX chelín ugandés|chelines ugandeses
USD dólar estadounidense|dólares estadounidenses
UYU peso uruguayo|pesos uruguayos
UZS sum uzbeko|sums uzbekos
VES bolívar venezolano|bolívares venezolanos
VND dong vietnamita|dongs vietnamitas
VUV vatu vanuatense|vatus vanuatenses
WST tala samoano|talas samoanos
XAF franco CFA de África Central|francos CFA de África Central
XCD dólar del Caribe Oriental|dólares del Caribe Oriental
XOF franco CFA de África Occidental|francos CFA de África Occidental
XPF franco CFP|francos CFP
YER rial yemení|riales yemeníes
ZAR rand sudafricano|rands sudafricanos
ZMW kuacha zambiano|kuachas zambianos
""",
    "fr": """
AED dirham des Émirats arabes unis|dirhams des Émirats arabes unis
AFN afghani afghan|afghanis afghan
ALL lek albanais|leks albanais
AMD dram arménien|drams arméniens
AOA kwanza angolais|kwanzas angolais
ARS peso argentin|pesos argentins
AUD dollar australien|dollars australiens
AWG florin arubais|florins arubais
AZN manat azéri|manats azéris
BAM mark convertible bosniaque|marks convertibles bosniaques
BBD dollar barbadien|dollars barbadiens
BDT taka bangladeshi|takas bangladeshis
BGN lev bulgare|levs bulgares
BHD dinar bahreïni|dinars bahreïnis
BIF franc burundais|francs burundais
BMD dollar bermudien|dollars bermudiens
BND dollar brunéien|dollars brunéiens
BOB boliviano bolivien|bolivianos boliviens
BRL réal brésilien|réals brésiliens
BSD dollar bahaméen|dollars bahaméens
BTN ngultrum bouthanais|ngultrums bouthanais
BWP pula botswanais|pulas botswanais
BYN rouble biélorusse|roubles biélorusses
BZD dollar bélizéen|dollars bélizéens
CAD dollar canadien|dollars canadiens
CDF franc congolais|francs congolais
CHF franc suisse|francs suisses
CLP peso chilien|pesos chiliens
CNY yuan renminbi chinois|yuans renminbi chinois
COP peso colombien|pesos colombiens
CRC colón costaricain|colóns costaricains
CUP peso cubain|pesos cubains
CVE escudo capverdien|escudos capverdiens
CZK couronne tchèque|couronnes tchèques
DJF franc djiboutien|francs djiboutiens
DKK couronne danoise|couronnes danoises
DOP peso dominicain|pesos dominicains
DZD dinar algérien|dinars algériens
EGP livre égyptienne|livres égyptiennes
ERN nafka érythréen|nafkas érythréens
ETB birr éthiopien|birrs éthiopiens
EUR euro|euros
FJD dollar fidjien|dollars fidjiens
FKP livre des îles Malouines|livres des îles Malouines
GBP livre sterling|livres sterling
GEL lari géorgien|lari géorgiens
GHS cédi ghanéen|cédis ghanéens
GIP livre de Gibraltar|livres de Gibraltar
GMD dalasi gambien|dalasis gambiens
GNF franc guinéen|francs guinéens
GTQ quetzal guatémaltèque|quetzals guatémaltèques
GYD dollar du Guyana|dollars du Guyana
HKD dollar de Hong Kong|dollars de Hong Kong
HNL lempira hondurien|lempiras honduriens
HTG gourde haïtienne|gourdes haïtiennes
HUF forint hongrois|forints hongrois
IDR roupie indonésienne|roupies indonésiennes
ILS nouveau shekel israélien|nouveaux shekels israéliens
INR roupie indienne|roupies indiennes
IQD dinar irakien|dinars irakiens
IRR riyal iranien|riyals iraniens
ISK couronne islandaise|couronnes islandaises
JMD dollar jamaïcain|dollars jamaïcains
JOD dinar jordanien|dinars jordaniens
JPY yen japonais|yens japonais
KES shilling kényan|shillings kényans
KGS som kirghize|soms kirghizes
KHR riel cambodgien|riels cambodgiens
KMF franc comorien|francs comoriens
KPW won nord-coréen|wons nord-coréens
KRW won sud-coréen|wons sud-coréens
KWD dinar koweïtien|dinar koweïtiens
KYD dollar des îles Caïmans|dollars des îles Caïmans
KZT tenge kazakh|tenges kazakhs
LAK kip laotien|kips laotiens
LBP livre libanaise|livres libanaises
LKR roupie srilankaise|roupies srilankaises
LRD dollar libérien|dollars libériens
LSL loti lesothan|maloti lesothans
LYD dinar libyen|dinars libyens
MAD dirham marocain|dirhams marocains
MDL leu moldave|leus moldaves
MGA ariary malgache|ariarys malgaches
MKD denar macédonien|denars macédoniens
MMK kyat myanmarais|kyats myanmarais
MNT tugrik mongol|tugriks mongols
MOP pataca macanaise|patacas macanaises
MRU ouguiya mauritanien|ouguiyas mauritaniens
MUR roupie mauricienne|roupies mauriciennes
MVR rufiyaa maldivienne|rufiyaas maldiviennes
MWK kwacha malawite|kwachas malawites
MXN peso mexicain|pesos mexicains
MYR ringgit malais|ringgits malais
MZN metical mozambicain|meticais mozambicains
NAD dollar namibien|dollars namibiens
NGN naira nigérian|nairas nigérians
NIO córdoba oro nicaraguayen|córdobas oro nicaraguayens
NOK couronne norvégienne|couronnes norvégiennes
NPR roupie népalaise|roupies népalaises
NZD dollar néo-zélandais|dollars néo-zélandais
OMR riyal omanais|riyals omanis
PAB balboa panaméen|balboas panaméens
PEN sol péruvien|sols péruviens
PGK kina papouan-néo-guinéen|kinas papouan-néo-guinéens
PHP peso philippin|pesos philippins
PKR roupie pakistanaise|roupies pakistanaises
PLN zloty polonais|zlotys polonais
PYG guaraní paraguayen|guaranís paraguayens
QAR riyal qatari|riyals qataris
RON leu roumain|lei roumains
RSD dinar serbe|dinars serbes
RUB rouble russe|roubles russes
RWF franc rwandais|francs rwandais
SAR riyal saoudien|riyals saoudiens
SBD dollar des îles Salomon|dollars des îles Salomon
SCR roupie des Seychelles|roupies des Seychelles
SDG livre soudanaise|livres soudanaises
SEK couronne suédoise|couronnes suédoises
SGD dollar de Singapour|dollars de Singapour
SHP livre de Sainte-Hélène|livres de Sainte-Hélène
SLE leone sierra-léonais|leones sierra-léonais
SOS shilling somalien|shillings somaliens
SRD dollar surinamais|dollars surinamais
SSP livre sud-soudanaise|livres sud-soudanaises
STN dobra santoméen|dobras santoméens
SVC colón salvadorien|colóns salvadoriens
SYP livre syrienne|livres syriennes
SZL lilangeni swazi|lilangenis swazis
THB baht thaïlandais|bahts thaïlandais
TJS somoni tadjik|somonis tadjiks
TMT nouveau manat turkmène|nouveaux manats turkmènes
TND dinar tunisien|dinars tunisiens
TRY livre turque|livres turques
TTD dollar de Trinité-et-Tobago|dollars de Trinité-et-Tobago
TWD nouveau dollar taïwanais|nouveaux dollars taïwanais
TZS shilling tanzanien|shillings tanzaniens
UAH hryvnia ukrainienne|hryvnias ukrainiennes
UGX shilling ougandais|shillings ougandais
USD dollar des États-Unis|dollars des États-Unis
UYU peso uruguayen|pesos uruguayens
UZS sum ouzbek|sums ouzbeks
VES bolivar vénézuélien|bolivars vénézuéliens
VND dông vietnamien|dôngs vietnamiens
VUV vatu vanuatuan|vatus vanuatuans
WST tala samoan|talas samoans
XCD dollar des Caraïbes orientales|dollars des Caraïbes orientales
XPF franc CFP|francs CFP
YER riyal yéménite|riyals yéménites
ZAR rand sud-africain|rands sud-africains
ZMW kwacha zambien|kwachas zambiens
""",
    "it": """
AED dirham degli EAU
AFN afghani
ALL lek albanese|lekë albanesi
AMD dram armeno|dram armeni
AOA kwanza angolano|kwanzas angolani
ARS peso argentino|pesos argentini
AUD dollaro australiano|dollari australiani
AWG fiorino di Aruba|fiorini di Aruba
AZN manat azero|manat azeri
BAM marco convertibile della Bosnia-Herzegovina|marchi convertibili della Bosnia-Herzegovina
BBD dollaro di Barbados|dollari di Barbados
BDT taka bengalese|taka bengalesi
BGN lev bulgaro|leva bulgari
BHD dinaro del Bahrein|dinari del Bahrein
BIF franco del Burundi|franchi del Burundi
BMD dollaro delle Bermuda|dollari delle Bermuda
BND dollaro del Brunei|dollari del Brunei
BOB boliviano|boliviani
BRL real brasiliano|real brasiliani
BSD dollaro delle Bahamas|dollari delle Bahamas
BTN ngultrum bhutanese|ngultrum bhutanesi
BWP pula del Botswana
BYN rublo bielorusso|rubli bielorussi
BZD dollaro del Belize|dollari del Belize
CAD dollaro canadese|dollari canadesi
CDF franco congolese|franchi congolesi
CHF franco svizzero|franchi svizzeri
CLF unidades de fomento chilene
CLP peso cileno|pesos cileni
CNH renmimbi cinese offshore|renmimbi cinesi offshore
CNY yuan cinese|yuan cinesi
COP peso colombiano|pesos colombiani
CRC colón costaricano|colón costaricani
CUP peso cubano|pesos cubani
CVE escudo capoverdiano|escudos capoverdiani
CZK corona ceca|corone ceche
DJF franco di Gibuti|franchi di Gibuti
DKK corona danese|corone danesi
DOP peso dominicano|pesos dominicani
DZD dinaro algerino|dinari algerini
EGP sterlina egiziana|sterline egiziane
ERN nakfa eritreo|nakfa eritrei
ETB birr etiope|birr etiopi
EUR euro
FJD dollaro delle Figi|dollari delle Figi
FKP sterlina delle Falkland|sterline delle Falkland
GBP sterlina britannica|sterline britanniche
GEL lari georgiano|lari georgiani
GHS cedi ghanese|cedi ghanesi
GIP sterlina di Gibilterra|sterline di Gibilterra
GMD dalasi gambiano|dalasi gambiani
GNF franco della Guinea|franchi della Guinea
GTQ quetzal guatemalteco|quetzal guatemaltechi
GYD dollaro della Guyana|dollari della Guyana
HKD dollaro di Hong Kong|dollari di Hong Kong
HNL lempira honduregna|lempire honduregne
HTG gourde haitiano|gourde haitiani
HUF fiorino ungherese|fiorini ungheresi
IDR rupia indonesiana|rupie indonesiane
ILS nuovo siclo israeliano|nuovi sicli israeliani
INR rupia indiana|rupie indiane
IQD dinaro iracheno|dinari iracheni
IRR rial iraniano|rial iraniani
ISK corona islandese|corone islandesi
JMD dollaro giamaicano|dollari giamaicani
JOD dinaro giordano|dinari giordani
JPY yen giapponese|yen giapponesi
KES scellino keniota|scellini kenioti
KGS som kirghiso|som kirghisi
KHR riel cambogiano|riel cambogiani
KMF franco comoriano|franchi comoriani
KPW won nordcoreano|won nordcoreani
KRW won sudcoreano|won sudcoreani
KWD dinaro kuwaitiano|dinari kuwaitiani
KYD dollaro delle Isole Cayman|dollari delle Isole Cayman
KZT tenge kazako|tenge kazaki
LAK kip laotiano|kip laotiani
LBP lira libanese|lire libanesi
LKR rupia di Sri Lanka|rupie di Sri Lanka
LRD dollaro liberiano|dollari liberiani
LSL loti del Lesotho|maloti del Lesotho
LYD dinaro libico|dinari libici
MAD dirham marocchino|dirham marocchini
MDL leu moldavo|lei moldavi
MGA ariary malgascio|ariary malgasci
MKD dinaro macedone|dinari macedoni
MMK kyat di Myanmar
MNT tugrik mongolo|tugrik mongoli
MOP pataca di Macao|patacas di Macao
MRU ouguiya della Mauritania
MUR rupia mauriziana|rupie mauriziane
MVR rufiyaa delle Maldive
MWK kwacha malawiano|kwacha malawiani
MXN peso messicano|pesos messicani
MYR ringgit malese|ringgit malesi
MZN metical mozambicano|metical mozambicani
NAD dollaro namibiano|dollari namibiani
NGN naira nigeriana|naire nigeriane
NIO córdoba nicaraguense|córdoba nicaraguensi
NOK corona norvegese|corone norvegesi
NPR rupia nepalese|rupie nepalesi
NZD dollaro neozelandese|dollari neozelandesi
OMR rial omanita|rial omaniti
PAB balboa panamense|balboa panamensi
PEN sol peruviano|sol peruviani
PGK kina papuana|kina papuane
PHP peso filippino|pesos filippini
PKR rupia pakistana|rupie pakistane
PLN zloty polacco|zloty polacchi
PYG guaraní paraguayano|guaraní paraguayani
QAR rial qatariano|rial qatariani
RON leu rumeno|lei rumeni
RSD dinaro serbo|dinara serbi
RUB rublo russo|rubli russi
RWF franco ruandese|franchi ruandesi
SAR riyal saudita|riyal sauditi
SBD dollaro delle Isole Salomone|dollari delle Isole Salomone
SCR rupia delle Seychelles|rupie delle Seychelles
SDG sterlina sudanese|sterline sudanesi
SEK corona svedese|corone svedesi
SGD dollaro di Singapore|dollari di Singapore
SLE leone della Sierra Leone|leoni della Sierra Leone
SOS scellino somalo|scellini somali
SRD dollaro del Suriname|dollari del Suriname
SSP sterlina sud-sudanese|sterline sud-sudanesi
STN dobra di Sao Tomé e Príncipe
SVC colón salvadoregno
SYP lira siriana|lire siriane
SZL lilangeni|emalangeni
THB baht thailandese|baht thailandesi
TJS somoni tagiko|somoni tagiki
TMT manat turkmeno|manat turkmeni
TND dinaro tunisino|dinari tunisini
TOP paʻanga tongano|paʻanga tongani
TRY lira turca|lire turche
TTD dollaro di Trinidad e Tobago|dollari di Trinidad e Tobago
TWD nuovo dollaro taiwanese|nuovi dollari taiwanesi
TZS scellino della Tanzania|scellini della Tanzania
UAH grivnia ucraina|grivnie ucraine
UGX scellino ugandese|scellini ugandesi
USD dollaro statunitense|dollari statunitensi
UYU peso uruguayano|pesos uruguayani
UZS sum uzbeco|sum uzbechi
VES bolívar venezuelano|bolívares venezuelani
VND dong vietnamita|dong vietnamiti
VUV vatu di Vanuatu
WST tala samoano|tala samoani
XAF franco CFA BEAC|franchi CFA BEAC
XCD dollaro dei Caraibi orientali|dollari dei Caraibi orientali
XOF franco CFA BCEAO|franchi CFA BCEAO
XPF franco CFP|franchi CFP
YER rial yemenita|rial yemeniti
ZAR rand sudafricano|rand sudafricani
ZMW kwacha zambiano|kwacha zambiani
""",
}
"""Language to lines of a code and its names."""
