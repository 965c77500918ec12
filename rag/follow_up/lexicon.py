"""The closed lists of English words by which a question is taken apart; no input, nothing out.

They are written by hand. What is on none of them is taken for a word of the topic.
"""

from index.terms import STOPWORDS

ASKING = frozenset("who whom whose what which when where why how".split())

AUXILIARIES = frozenset(
    """
    am is are was were be been being do does did done has have had having can could may might must
    shall should will would isn't aren't wasn't weren't don't doesn't didn't hasn't haven't hadn't
    can't couldn't won't wouldn't shouldn't what's who's where's how's that's it's there's he's
    she's they're i'm i've i'd you're we're
    """.split()
)

VERBS = frozenset(
    """
    accept accepted add added affect affected agree agreed announce announced appear appeared
    apply appoint appointed argue argued arrest arrested arrive arrived ask asked asking attack
    attacked back backed beat become became begin began begun believe believed belong bring
    brought build built buy bought call called carry carried cause caused change changed claim
    claimed close closed come came compare compared contain cost costs create created cut damaged
    decide decided demand derived destroyed develop developed die died differ elected employ
    employed end ended enacted estimate estimated exist expect expected explain explained explode
    exploded face faced fail failed fall fell feel file find fined fire fired fit fitted flee fled
    follow followed found founded fund funded funds gain gained gave get gets getting give given
    go goes going gone got grow grew handle happen happened happening happens help hit hold held
    hurt improve include included increase increased injured inherit inherited keep kept kill
    killed know known last lasted launch launched lead led leave left let like live lives look
    lose lost make makes making made manage manages mean means meant meet met mention mentioned
    move moved name named need needed needs offer offered offers open opened order ordered own
    owns paid pass passed pay pays pick picked plan planned play played plays prevent produce
    propose proposed protect provide put ran reach reached reason reckon recommend recommended
    release released remain reopen reopened report reported require required resign resigned
    respond responded rise rose run runs said say says see seen sell send sent serve set shot show
    shut shutting sign signed sink sank speak spoke spend spent stand start started stay still
    stop stopped store strike struck suggest support supported take taken takes talk tell think
    told took treat treated try turn use used uses using visit vote voted want wanted wants warn
    warned wear win won work worked working works write wrote went crash crashed join joined cross
    crossed saw destroy survive survived escape escaped publish published deliver delivered bomb
    bombed raided seize seized sentenced convict convicted accuse accused deny denied apologise
    apologised threaten threatened promise promised sue sued visited replace replaced remove
    removed born marry married teach taught learn learned hear heard discuss discussed fly flew
    drive drove travel travelled punish punished
    """.split()
)

FILLERS = frozenset(
    """
    please thanks thank ok okay oh wow yes no right well also too still ever again instead rather
    actually exactly really currently today now early late ago later soon back apart along without
    within speaking way much many lot lots kind kinds sort type types thing things something
    anything anyone someone everyone somebody nobody one ones another else same different first
    second third last next new good bad best better worst worse big old long far high low great
    sure able possible true false details detail information info almost nearly about example
    examples people person year years month months day days week weeks time times number numbers
    amount part parts reason reasons result results difference differences difference's meaning
    definition process few several against per off out upon among around because since while
    whether though although yet either neither nor both every each any all some let's curious
    wonder wondering want clarify summarize idea case i me my mine you your yours we us our ours
    not others yourself myself itself themselves himself herself near towards across outside inside
    beside behind above below
    """.split()
)

NUMBERS = frozenset(
    """
    one two three four five six seven eight nine ten eleven twelve dozens hundreds thousands once
    twice none nobody never yes
    """.split()
)

SMALL = STOPWORDS | ASKING | AUXILIARIES | NUMBERS
BOUNDARIES = SMALL | VERBS | FILLERS

PLACE_BEFORE = frozenset("in at from near to into towards across outside inside around".split())

ORGANISATIONS = frozenset(
    """
    administration agency alliance army assembly association authority bank board brigade bureau
    club college commission committee company congress corporation corps council court department
    federation force forces foundation front government group holdings hospital inc industries
    institute league limited llc ltd ministry movement organisation organization parliament party
    plc police press senate service society team times trust union university
    """.split()
)

THINGS = frozenset(
    """
    accord act agreement airport amendment award bill bridge budget building centre center church
    conference cup dam deal election fire flood fund games hotel house inquiry law lighthouse line
    market mission mosque museum operation pact palace plan plant prize project railway report
    school ship station storm strike summit treaty trial tunnel war weir
    """.split()
)

PLACES = frozenset(
    """
    avenue bay beach camp city coast county district east governorate hill island islands lake
    lane mountain mountains north province quarter region republic river road sea south square
    state states strip street town valley village west
    """.split()
)

TITLES = frozenset(
    """
    mr mrs ms miss dr prof professor sir dame lord lady president minister premier chancellor
    governor mayor senator judge justice general gen colonel col captain capt major lieutenant lt
    sergeant sgt king queen prince princess pope sheikh imam ambassador secretary coach
    superintendent inspector admiral bishop rabbi
    """.split()
)

PEOPLE = frozenset(
    """
    boy boys children daughter families father girl girls husband man men mother people person
    residents someone son those voters wife woman women workers
    """.split()
)

# Words of VERBS that are nouns after an article or a noun: the dock strike, the pay deal.
NOUNS_TOO = frozenset(
    """
    attack call cause change claim close cost cut deal end fall file fine fire help increase
    launch lead move need offer open order own pass pay plan play produce protest report rise run
    sign spend stand start stay stop strike support talk treat try turn use visit vote walk win
    work
    """.split()
)

ROLES = frozenset(
    """
    actor actress administrator ambassador artist athlete attacker author boss captain ceo cfo chair
    chairman chairwoman chief coach commander director doctor driver editor engineer expert
    founder general governor gunman head journalist judge king lawyer leader manager mayor
    minister officer official operator owner pilot player president prime priest professor queen
    scientist secretary senator shooter singer skipper spokesman spokeswoman suspect teacher
    victim welder winner witness writer
    """.split()
)

GENERIC = ROLES | frozenset(
    """
    agency army article attack ban bank bill book building candidate charge charges city club
    company contract country court crash deal decision disaster dispute election explosion
    festival film fire firm flood game government group incident inquiry investigation island
    killing law match ministry movie movement murder offer organisation organization party plan
    police policy project proposal protest protests rally region report rule ruling scheme school
    series shooting show song state statement storm strike study summit talks team town treaty
    trial union university verdict victims village vote war
    """.split()
)
