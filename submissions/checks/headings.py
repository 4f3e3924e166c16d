"""Words that head a list of references or another part of a paper, in many languages."""

import re
import unicodedata

REFERENCES = """
references reference referencelist listofreferences referencesandnotes referencescited citedreferences
referencesandfurtherreading referencesandbibliography bibliographyandreferences
bibliography selectedbibliography bibliographicalreferences bibliographicreferences annotatedbibliography
literature literaturecited citedliterature literaturereferences workscited citedworks workscitedandconsulted
literatur literaturverzeichnis literaturangaben quellen quellenverzeichnis quellenangaben referenzen
bibliographie bibliografie referencesbibliographiques
referencias bibliografia referenciasbibliograficas bibliografiareferencias obrascitadas listadereferencias
riferimenti riferimentibibliografici bibliografiaessenziale operecitate
referenties literatuur literatuurlijst referentielijst bronnen geraadpleegdeliteratuur
referenser litteratur kallor referenslista litteraturforteckning kallforteckning
referanser referencer litteraturliste litteraturlisteogreferanser kilder kildeliste
viitteet lahteet lahdeluettelo kirjallisuus kirjallisuusluettelo
literatura pismiennictwo spisliteratury pouzitaliteratura seznamliteratury zoznamliteratury zrodla
irodalom hivatkozasok irodalomjegyzek felhasznaltirodalom referinte bibliografiaselectiva
kaynaklar kaynakca referanslar viri literaturaiviri referencije popisliterature
daftarpustaka referensi rujukan tailieuthamkhao sanggunian
viited kasutatudkirjandus literaturasaraksts literaturossarasas izmantotaliteratura
erreferentziak bibliografija heimildir heimildaskra referencies
литература списоклитературы списокиспользованныхисточников библиография библиографическийсписок
источники ссылки списокисточников цитированнаялитература использованнаялитература
література списоклітератури джерела списоквикористанихджерел посилання литературиизвори
βιβλιογραφια αναφορες βιβλιογραφικεςαναφορες
参考文献 參考文獻 参考资料 引用文献 文献 参考書目 参考书目 引用文獻 参考文献及注释
참고문헌 참고자료 인용문헌 المراجع مراجع المصادر منابع ביבליוגרפיה מקורות רשימתמקורות संदर्भ सन्दर्भ
""".split()

PARTS = {
    "appendix": """appendix appendices appendixes anhang annexe annexes annex apendice apendices anexo anexos
        appendice appendici bijlage bijlagen bilaga liite приложение дополнение 附录 附錄 付録 부록 dodatek priloha
        onlineappendix technicalappendix artifactappendix""",
    "supplement": """supplementarymaterial supplementarymaterials supplementarymatter supplementalmaterial
        supplementaryinformation supplement supplements supportinginformation supplementaryappendix
        additionalmaterial artifactdescription artifactevaluation reproducibility reproducibilitychecklist
        neuripspaperchecklist paperchecklist checklist""",
    "acknowledgments": """acknowledgment acknowledgments acknowledgement acknowledgements danksagung
        remerciements agradecimientos agradecimentos ringraziamenti dankwoord tack благодарности 致谢 致謝 謝辞
        감사의글 podziekowania creditsandacknowledgements fundingandacknowledgments funding
        acknowledgmentsandfunding acknowledgementsandfunding""",
    "biographies": """biography biographies authorbiographies abouttheauthors abouttheauthor authorbiography
        theauthors biographicalnotes authors autoren biographicalsketch""",
    "limitations": "limitations limitation limitationsandrisks",
    "statement": """ethicsstatement ethicalconsiderations ethicalstatement broaderimpact impactstatement
        broaderimpacts conflictofinterest conflictsofinterest declarationofcompetinginterest competinginterests
        disclosureofinterests authorcontributions dataavailability dataavailabilitystatement codeavailability
        creditauthorshipcontributionstatement declarations reproducibilitystatement openscience""",
    "notes": "notes endnotes footnotes glossary nomenclature notation abbreviations listofabbreviations",
}  # fmt: skip
KIND = {name: kind for kind, names in PARTS.items() for name in names.split()}
LEADS = re.compile(r"^(?:appendix|appendices|anhang|annexe?|apéndice|apêndice|anexo|bijlage|приложение|附录)\b", re.I)
NUMBERING = re.compile(
    r"^\W*(?:(?:chapter|section|kapitel|§)\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[IVXLC]{1,6}|[A-Z])(?:[.):]|\s)+(?=\S)"
)
FLOAT = re.compile(
    r"^(?:fig(?:ure|ura)?s?|abb(?:ildung)?|tab(?:le|elle|leau|la|ela)?|algorithm|listing|рис(?:унок)?|таблица|图|表|図)"
    r"\s*\.?\s*(?:[A-Z]?\.?\d{1,2}|[IVX]{1,5})\b",
    re.I,
)


def bare(text: str) -> str:
    """Letters alone, without case and accents, so that small caps and spacing do not matter."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in plain if one.isalpha())


ALL_REFERENCES = frozenset(bare(word) for word in REFERENCES)
ALL_KINDS = {bare(name): kind for name, kind in KIND.items()}


def heads_references(text: str) -> bool:
    """Whether a line is nothing but the heading of a list of references, numbered or not."""
    if len(text) > 60 or text.rstrip().endswith((",", ";")):
        return False
    stripped = NUMBERING.sub("", text, count=1)
    return bare(text) in ALL_REFERENCES or bare(stripped) in ALL_REFERENCES


def heads_part(text: str) -> str | None:
    """What kind of part a heading opens, if it is one that counting asks for."""
    if len(text) > 90:
        return None
    stripped = NUMBERING.sub("", text, count=1)
    kind = ALL_KINDS.get(bare(text)) or ALL_KINDS.get(bare(stripped))
    if kind:
        return kind
    if LEADS.match(text.strip()) or bare(text).startswith("appendix") and "." not in text[12:]:
        return "appendix"
    return None
