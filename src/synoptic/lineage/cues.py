"""The words that mark provenance, by language; `{agency}` stands for the name of any news agency."""

# A credit of the agency that wrote the text, or gave material for it.
WIRE = (
    # "KESTREL FALLS, May 14 (Reuters) -": the agency in brackets before the dash of a dateline
    r"\A[^\n()]{0,90}\((?P<a>{agency})(?:\s*/\s*(?P<b>{agency}))*\)\s*(?:[-–—:.,]|\n|\Z)",
    # "PARIS, 3 May, AFP -"
    r"\A[A-ZÀ-Þ][A-ZÀ-Þ .'’-]+,[^\n()]{0,40}\b(?P<a>{agency})\s*[-–—:]",
    # "(AP)", "(dpa/AFP)", "(with AFP)" at the end of a paragraph
    r"[(\[](?:(?:with|mit|con|avec|com|met|und|and|e|y|et)\s+)?(?P<a>{agency})(?:\s*[/,;]\s*(?P<b>{agency}))*[)\]]\s*\Z",
    r"(?<!\w)(?:[Rr]eporting|[Ww]riting)\s+(?:and\s+\w+\s+)?by\s+(?:\w+\s+\w+,?\s+)?(?P<a>{agency})",
    r"(?<!\w)(?i:(?:with|additional|using|includes|including)\s+(?:additional\s+)?(?:material|reporting|files?|content|"
    r"input|inputs|reports?|information)\s+(?:from|by))\s+(?:the\s+)?(?P<a>{agency})(?:(?:,|,?\s+and|/)\s+(?:the\s+)?(?P<b>{agency}))?",
    r"(?<!\w)(?P<a>{agency})\s+(?:\w+\s+){0,2}contributed\s+to\s+this\s+(?:report|story|article)",
    r"(?<!\w)(?:[Mm]it|[Uu]nter\s+[Vv]erwendung\s+von)\s+(?:Material|Informationen|Agenturmaterial)\s+(?:von|der|des)\s+"
    r"(?:der\s+)?(?P<a>{agency})(?:(?:,|\s+und|/)\s*(?P<b>{agency}))?",
    r"(?<!\w)[Cc]on\s+(?:informaci[oó]n|datos|material|informes)\s+de\s+(?:la\s+)?(?P<a>{agency})(?:(?:,|\s+y|/)\s*(?P<b>{agency}))?",
    r"(?<!\w)(?:[Cc]on|[Cc]om)\s+(?:informazioni|informa[cç][oõ]es|materiale|agência|agenzia)\s+(?:de|da|di|dell['’])?\s*(?P<a>{agency})",
    r"(?:(?<![^\n])|[(.\n–—-]\s*)[Aa]vec\s+(?:l['’])?(?P<a>{agency})(?:(?:,|\s+et|/)\s*(?P<b>{agency}))?\s*\)?\.?\s*(?:\Z|\n)",
    r"(?:(?<![^\n])|[(.\n]\s*)(?:[Mm]it|[Mm]et|[Cc]on)\s+(?P<a>{agency})\s*\)?\.?\s*(?:\Z|\n)",
    r"(?<!\w)(?i:source|sources|quelle|quellen|fuente|fuentes|fonte|bron|källa|kilde|źródło|источник)\s*:\s*(?:l['’])?"
    r"(?P<a>{agency})(?:\s*[/,&+]\s*(?P<b>{agency}))?",
    r"(?:©|(?i:copyright))\s*(?:\(c\)\s*)?(?:\d{4}\s+)?(?:by\s+)?(?P<a>{agency})",
    # a line of its own, as bylines have it: "AFP", "By AP", "Maria Silva | Reuters"
    r"\A\s*(?:(?:[Bb]y|[Vv]on|[Pp]or|[Pp]ar|[Dd]i|[Dd]oor)\s+)?(?:[^\n.!?]{0,60}[,|/–—-]\s*)?(?P<a>{agency})\s*\Z",
)
# A dateline in capitals names its agency even where the table of agencies does not know it.
DATELINE = (
    r"\A[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{2,40},[^\n()]{0,40}\((?P<a>[A-ZÀ-Þ][\w.-]+(?:\s+[A-ZÀ-Þ][\w.-]+){0,2})\)\s*[-–—]",
)
# Reuters signs its texts so without naming itself.
SIGNED_REUTERS = r"\((?P<a>Reporting\s+by\s+[^()]{3,200};\s*(?:[Ee]diting|[Ww]riting)\s+by\s+[^()]{3,120})\)\s*\Z"

_REPORTED = (
    r"(?:has\s+|had\s+|have\s+|also\s+|first\s+)?(?:reported|reports|informó|informa|reportó|rapporte|a\s+rapporté|"
    r"berichtete|berichtet|meldete|meldet|ha\s+riferito|riferisce|informou|noticiou|meldde|meldt)"
)
# The report relays what {outlet} reported.
CITED = (
    r"(?<![\w'’-])(?P<a>{outlet})(?:\s+news\s+agency|\s+newspaper)?\s+" + _REPORTED + r"(?!\w)(?!\s+by)",
    r"(?<!\w)(?i:according\s+to|citing|quoted\s+by|reported\s+by|in\s+a\s+report\s+by|as\s+told\s+by)\s+(?:a\s+report\s+(?:by|in|from)\s+)?"
    r"(?:the\s+(?:news\s+agency\s+|newspaper\s+)?)?(?P<a>{outlet})(?!['’]s?\s+\w)(?!\s+(?:chief|spokes|editor|president))",
    r"(?<!\w)(?i:según|segun|de\s+acuerdo\s+con|selon|d['’]après|secondo|segundo|laut|volgens|nach\s+Angaben\s+(?:von|der)|"
    r"zitiert\s+von)\s+(?:l['’]|la\s+agencia\s+|la\s+|le\s+|el\s+|die\s+|der\s+|o\s+|a\s+)?(?:agence\s+|agencia\s+|"
    r"agenzia\s+|Nachrichtenagentur\s+)?(?P<a>{outlet})",
    r"(?<!\w)(?:informó|reportó|wie|berichtete?|meldete?|rapporte|indique|a\s+indiqué)\s+(?:hoy\s+)?(?:l['’]|la\s+agencia\s+|die\s+|der\s+)"
    r"(?:agence\s+|Nachrichtenagentur\s+)?(?P<a>{outlet})(?!\w)",
)
# Names that are outlets by their last or first word; the press also calls itself by these few bare names.
PRESS_NAMED = (
    r"(?:(?:[Tt]he\s+|El\s+|La\s+|Le\s+|Il\s+|Der\s+|Die\s+|O\s+)?(?:[A-ZÀ-Þ][\w.'’&-]+\s+){0,3}"
    r"(?:Times|Post|Journal|Tribune|Herald|Guardian|Gazette|Courier|Chronicle|Telegraph|Observer|Independent|"
    r"Sentinel|Examiner|Inquirer|Monde|Figaro|País|Mundo|Nación|Zeitung|Spiegel|Welt|Standard|Repubblica|Globo|Folha|"
    r"News|Newspaper|Magazine|Broadcasting|Television|Radio|Jazeera|Arabiya)"
    r"|BBC|CNN|NBC|CBS|ABC|NPR|PBS|MSNBC|Politico|POLITICO|Axios|ProPublica|BuzzFeed|Bellingcat|ARD|ZDF|RTVE|Globovisión)"
)

# The whole report stood elsewhere before.
_NAME = (
    r"(?P<a>(?:[Tt]he\s+)?[A-ZÀ-Þ0-9][\w.'’&-]*"
    r"(?:\s+(?:of\s+|de\s+|du\s+|la\s+|the\s+|and\s+|&\s+)?[A-ZÀ-Þ0-9][\w'’&-]*){0,4})"
)
REPUBLISHED = (
    r"(?i:(?:this|the)\s+(?:article|story|piece|post|report|essay|column)\s+(?:was\s+|is\s+|has\s+been\s+)?(?:originally\s+|first\s+)*"
    r"(?:published|appeared|ran|posted|produced)\s+(?:originally\s+|first\s+)?(?:by|in|on|at))\s+(?:the\s+website\s+)?"
    + _NAME,
    r"(?i:(?:originally|first)\s+(?:published|appeared|ran|posted)\s+(?:by|in|on|at|with))\s+" + _NAME,
    r"(?i:(?:re-?published|reprinted|reproduced|syndicated)\s+(?:here\s+)?(?:(?:with\s+(?:the\s+)?(?:kind\s+)?permission|under\s+a\s+"
    r"creative\s+commons\s+licen[sc]e)\s+)?(?:from|of|courtesy\s+of))\s+" + _NAME,
    r"(?i:(?:dieser\s+(?:artikel|text|beitrag)\s+(?:ist|erschien|wurde)\s+zuerst\s+(?:bei|in|auf|im)))\s+" + _NAME,
    r"(?i:zuerst\s+(?:erschienen|veröffentlicht)\s+(?:bei|in|auf|im))\s+" + _NAME,
    r"(?i:(?:publicado|publicada)\s+(?:originalmente|inicialmente|por\s+primera\s+vez)\s+(?:en|por|em|no|na))\s+"
    + _NAME,
    r"(?i:(?:publié|paru|publiée)\s+(?:initialement|à\s+l['’]origine|d['’]abord|pour\s+la\s+première\s+fois)\s+(?:dans|par|sur))\s+"
    + _NAME,
    r"(?i:pubblicato\s+(?:originariamente|per\s+la\s+prima\s+volta)\s+(?:su|da|in))\s+" + _NAME,
)
# An author note that names its writer's own outlet.
OWN_OUTLET = (
    r"(?i:(?:co-?)?founder|editor(?:-in-chief|\s+in\s+chief)?|publisher|fundador[a]?|editor[a]?|director[a]?|fondateur|"
    r"fondatrice|rédact(?:eur|rice)(?:\s+en\s+chef)?|gründer(?:in)?|herausgeber(?:in)?|chefredakteur(?:in)?|direttore)"
    r"(?:\s+(?:and|und|y|et|e|&)\s+[\w-]+){0,2}\s+(?:of|at|for|von|des|der|de|du|di)\s+(?:the\s+|la\s+|el\s+|le\s+)?"
    r"(?:[a-zà-ÿ-]+\s+){0,5}" + _NAME
)
PHOTO = (
    r"(?i:(?:photo|image|picture|foto|bild|imagen|fotografía|video|illustration|graphic)(?:\s+(?:credit|by|courtesy|von|de|courtesy\s+of))?"
    r"|credits?|crédit(?:o|os|\s+photo)?|fotocredit|quelle|source)\s*[:©]\s*(?P<a>[^\n()]{2,70}?)\s*(?:[).\n]|\Z)",
    r"\((?:[Pp]hoto|[Ff]oto|[Ii]mage)\s+(?:by|courtesy\s+of|von|de|di)\s+(?P<a>[^()\n]{2,70})\)",
    r"©\s*(?P<a>[^\n()©]{2,70}?)\s*(?:[).\n]|\Z)",
    r"\((?P<a>[^()\n]{0,50}(?:{agency}|Getty(?:\s+Images)?|Shutterstock|imago|Alamy)[^()\n]{0,30})\)",
    r"(?P<a>(?:[A-ZÀ-Þ][\w.'’-]+\s+){0,3}[A-ZÀ-Þ][\w.'’-]+\s*/\s*"
    r"(?:{agency}|Getty(?:\s+Images)?)(?:\s+via\s+[\w ]+)?)\s*\Z",
    r"(?<!\w)(?P<a>Getty\s+Images|{agency})\s*\.?\Z",
)
