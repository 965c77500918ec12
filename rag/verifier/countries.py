"""The names of countries and of their people, each as the one word it is compared by."""

_NAMES = """
    afghanistan afghan afghans; albania albanian albanians; algeria algerian algerians; angola
    angolan; argentina argentine argentinian argentines; armenia armenian armenians; australia
    australian australians; austria austrian austrians; azerbaijan azerbaijani azerbaijanis;
    bahrain bahraini; bangladesh bangladeshi bangladeshis; belarus belarusian belarusians;
    belgium belgian belgians; bolivia bolivian; bosnia bosnian bosnians; botswana; brazil
    brazilian brazilians; britain british briton britons uk u.k; bulgaria bulgarian; burma
    burmese myanmar; cambodia cambodian; cameroon cameroonian; canada canadian canadians; chad
    chadian; chile chilean chileans; china chinese; colombia colombian colombians; congo
    congolese; croatia croatian croats; cuba cuban cubans; cyprus cypriot cypriots; czechia
    czech czechs; denmark danish dane danes; ecuador ecuadorian ecuadorean; egypt egyptian
    egyptians; england english; eritrea eritrean; estonia estonian; ethiopia ethiopian
    ethiopians; europe european europeans; finland finnish finn finns; france french; germany
    german germans; ghana ghanaian; greece greek greeks; guatemala guatemalan; haiti haitian
    haitians; honduras honduran; hungary hungarian hungarians; iceland icelandic; india indian
    indians; indonesia indonesian indonesians; iran iranian iranians; iraq iraqi iraqis; ireland
    irish; israel israeli israelis; italy italian italians; jamaica jamaican; japan japanese;
    jordan jordanian jordanians; kazakhstan kazakh; kenya kenyan kenyans; kosovo kosovar; kuwait
    kuwaiti kuwaitis; laos laotian; latvia latvian; lebanon lebanese; liberia liberian; libya
    libyan libyans; lithuania lithuanian; malaysia malaysian; mali malian; mexico mexican
    mexicans; moldova moldovan; mongolia mongolian; morocco moroccan moroccans; mozambique
    mozambican; nepal nepali nepalese; netherlands dutch holland; nicaragua nicaraguan; niger;
    nigeria nigerian nigerians; norway norwegian norwegians; oman omani; pakistan pakistani
    pakistanis; palestine palestinian palestinians; panama panamanian; paraguay paraguayan; peru
    peruvian peruvians; philippines philippine filipino filipinos; poland polish pole poles;
    portugal portuguese; qatar qatari qataris; romania romanian romanians; russia russian
    russians; rwanda rwandan; salvador salvadoran salvadorans; scotland scottish scot scots;
    senegal senegalese; serbia serbian serbs serb; singapore singaporean; slovakia slovak;
    slovenia slovenian; somalia somali somalis; spain spanish spaniard spaniards; sudan
    sudanese; sweden swedish swede swedes; switzerland swiss; syria syrian syrians; taiwan
    taiwanese; tanzania tanzanian; thailand thai thais; tibet tibetan; tunisia tunisian
    tunisians; turkey turkish turk turks turkiye; uganda ugandan; ukraine ukrainian ukrainians;
    us u.s usa u.s.a american americans america; uruguay uruguayan; uzbekistan uzbek; venezuela
    venezuelan venezuelans; vietnam vietnamese; wales welsh; yemen yemeni yemenis; zambia
    zambian; zimbabwe zimbabwean; africa african africans; asia asian asians; arab arabs;
    california californian; texas texan texans; eu e.u; un u.n
    """

COUNTRY_OF = {name: f"@{names.split()[0]}" for names in _NAMES.split(";") for name in names.split()}
