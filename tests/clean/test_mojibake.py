"""Misread text made whole, and whole text left alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from synoptic.clean.mojibake import repair, replay, undo

# Sentences that were written well, with the letters that look like damage somewhere else.
WHOLE = {
    "ca": "L’Ajuntament no va ser-hi: «És una qüestió d’il·lusió», va dir Núria Puigcercós a l’estació.",
    "cs": "Příliš žluťoučký kůň úpěl ďábelské ódy, řekl starosta města Žďár nad Sázavou – „ďalší“ prý přijdou.",
    "da": "Rødgrød med fløde, sagde ministeren på Ærø; »det er ikke så enkelt«, lød svaret fra Århus.",
    "de": "„Größe allein genügt nicht“, sagte die Bürgermeisterin von Überlingen – Straßen müssen her.",
    "el": "Ο δήμαρχος της Χαλκίδας είπε: «Δεν ξέρουμε ακόμη πόσοι ήρθαν», και έφυγε για την Αθήνα.",
    "en": "“It’s naïve,” the café’s owner said — though he’d paid £5 (€6) for his rôle in the façade’s repair…",
    "es": "¿Quién lo pidió? «Ñandúes, cigüeñas y pingüinos», respondió la alcaldesa de Logroño el año pasado.",
    "fi": "Äänekosken yöllä syttynyt palo sammui; ”hyvä näin”, sanoi päällikkö Väinö Hämäläinen.",
    "fr": "Où est passé l’élève ? « À Nîmes, bien sûr », répond la maîtresse ; l’âne a brouté le pâté. Ça va.",
    "hi": "नगर परिषद ने मंगलवार को पूर्वी मार्ग बंद करने का निर्णय लिया, जैसा कि मेयर ने कहा।",
    "hu": "Árvíztűrő tükörfúrógép – mondta a győri polgármester: „Őszintén örülök ennek.”",
    "is": "Þingmaðurinn sagði að ísinn væri þunnur; „það er hætta á ferð“, bætti Ásgeir við.",
    "it": "Perché? «È così», disse l’assessora: più città, più virtù, e già nel ’68 c’era chi lo chiedeva.",
    "ja": "港湾評議会は火曜日、東側の水路を閉鎖することを決めた。「安全が第一だ」と港長は述べた。",
    "ko": "항만 위원회는 화요일 동쪽 수로를 폐쇄하기로 결정했다고 항만장이 말했다.",
    "lt": "Ąžuolų gatvėje įvyko šventė; „tai gražu“, sakė Žemaitijos meras Šarūnas.",
    "nl": "’s Ochtends zei de coördinator: „Eén idee is genoeg”, terwijl de categorieën in Oekraïne wachtten.",
    "pl": "Zażółć gęślą jaźń – powiedział burmistrz Łodzi: „Źle się dzieje, żółw ucieka”.",
    "pt": "A ação é rápida: «Não há razão», disse o João, e às três da manhã a população de São Gonçalo saiu.",
    "ro": "Primăria a hotărât: „Încă o dată, străzile și piețele vor fi închise”, a spus Ștefan Țăranu.",
    "ru": "Совет порта решил закрыть проход. «Это ненадолго», — сказал начальник порта Ёлкин.",
    "sk": "Ľuboš šiel do Žiliny; „ťažký deň“, povedal a kúpil si päť koláčov.",
    "sv": "Åsa sade att älgen på Öland är fridlyst – ”så är det”, menade länsstyrelsen i Västerås.",
    "tr": "İstanbul’da çığ düştü; “ağaçların çoğu güçlü” dedi Belediye Başkanı Işıl Şahin.",
    "uk": "Рада порту вирішила закрити прохід. «Це ненадовго», — сказав Їжакевич із Євпаторії.",
    "vi": "Hội đồng cảng đã quyết định đóng luồng phía đông; “an toàn là trên hết”, ông Nguyễn Văn Đường nói.",
    "zh": "港务委员会周二决定关闭东部航道。“安全第一”，港务局长说。",
    "ar": "قرر مجلس الميناء يوم الثلاثاء إغلاق الممر الشرقي، وقال المدير: «السلامة أولاً».",
    "he": "מועצת הנמל החליטה ביום שלישי לסגור את התעלה המזרחית, אמר מנהל הנמל.",
    "th": "สภาท่าเรือมีมติเมื่อวันอังคารให้ปิดร่องน้ำด้านตะวันออก ผู้อำนวยการท่าเรือกล่าว",
}
CHARSETS = (
    "cp1250", "cp1251", "cp1252", "cp1254", "iso8859-1", "iso8859-2", "iso8859-9", "iso8859-15", "mac-roman",
)  # fmt: skip
SPANISH = (
    "La alcaldesa de Peñíscola dijo que «mañana será otro día» y que la reunión terminó sin acuerdo.\n"
    "Según José Ibáñez, ningún vecino pidió más; la votación fue rápida y pacífica, añadió.\n"
    "El próximo miércoles habrá otra sesión en el salón de la biblioteca de la ciudad."
)
ENGLISH = (
    "The mayor of Peñíscola said José Ibáñez wouldn’t stay, and that “nobody’s surprised” by it.\n"
    "Mr. Núñez’s allies don’t agree: “We’ll see,” said one of them, María Gómez, on Friday.\n"
    "It’s the town’s third vote this year – and, she hoped, its last."
)


def misread(text: str, charset: str, *, lossy: bool = False) -> str:
    """Return the text as it looks when its UTF-8 is read in another encoding; lossy: controls are gone."""
    made = ""
    for byte in text.encode():
        try:
            made += bytes([byte]).decode(charset)
        except UnicodeDecodeError:
            made += chr(byte)
    if not lossy:
        return made
    return "".join(one for one in made if not 0x80 <= ord(one) < 0xA0 and one not in "\xa0\xad")


@pytest.mark.parametrize("code", sorted(WHOLE))
def test_text_that_was_fine_stays_as_it_was(code: str) -> None:
    """Not one byte of a well-written sentence is changed, in thirty languages, alone or in a long text."""
    for text in (WHOLE[code], "\n".join([WHOLE[code]] * 30)):
        made = repair(text)
        assert made.text.encode() == text.encode()
        assert made.repairs == ()


def test_all_languages_in_one_text_stay_as_they_were() -> None:
    """A page that mixes languages is no damaged page."""
    text = "\n".join(WHOLE.values())
    assert repair(text).text == text


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("text", [SPANISH, ENGLISH, WHOLE["de"] * 3, WHOLE["fr"] * 3])
def test_a_whole_misreading_is_undone(charset: str, text: str) -> None:
    """UTF-8 that was read in any of the nine encodings, no byte lost, comes back as it was."""
    assert repair(misread(text, charset)).text == text


@pytest.mark.parametrize("charset", ["iso8859-1", "iso8859-2", "iso8859-9", "iso8859-15"])
@pytest.mark.parametrize("text", [SPANISH, ENGLISH])
def test_lost_characters_are_chosen_by_word_and_position(charset: str, text: str) -> None:
    """Letters, apostrophes, quotation marks and dashes whose bytes were lost are put back."""
    assert repair(misread(text, charset, lossy=True)).text == text


def test_two_misreadings_in_a_row_are_undone() -> None:
    """Text that was misread twice comes back, too."""
    assert repair(misread(misread(SPANISH, "cp1252"), "cp1252")).text == SPANISH


def test_one_remnant_is_too_little_evidence() -> None:
    """A lone circumflex a in an English text is not taken for a lost mark."""
    text = "The word âge is French, and everything else in this line is plain English text."
    assert repair(text).text == text


def test_what_is_left_of_a_picture_character_goes() -> None:
    """The first byte of an emoji, its other bytes lost, is no letter of the text."""
    damaged = misread(SPANISH + "\nGracias 😀 a todos", "iso8859-1", lossy=True)
    assert repair(damaged).text.endswith("Gracias  a todos")


def test_a_bullet_that_was_damaged_twice_is_a_bullet() -> None:
    """The braille sign at the head of lines becomes the bullet that it was."""
    assert repair("Our year:\n⢠ninety stories\n⢠two prizes").text == "Our year:\n• ninety stories\n• two prizes"


def test_real_braille_stays() -> None:
    """A line of braille is not a line of bullets."""
    assert repair("⢠⠃⠗⠁⠊⠇⠇⠑ is braille").text == "⢠⠃⠗⠁⠊⠇⠇⠑ is braille"


def test_decomposed_letters_are_composed_and_recorded() -> None:
    """The text is in Unicode's composed form, and the change is in the plan."""
    made = repair("Cafe\u0301 in Sa\u0303o")
    assert made.text == "Café in São"
    assert [one.rule for one in made.repairs] == ["nfc", "nfc"]


def test_every_repair_names_its_rule_and_reason() -> None:
    """A reader can ask why a character was changed."""
    repairs = repair(misread(ENGLISH, "iso8859-2", lossy=True)).repairs
    assert repairs
    assert all(one.rule and one.reason for one in repairs)


mixed = st.text(alphabet=st.sampled_from("aeisâÃ©ĂĄÂ€™œ”\x80\x99\xa0 .’“\n😀đ¸Đ°\ufffdѓ“√©⢠"), max_size=80)


@given(mixed | st.text(max_size=80))
def test_a_repair_replays_is_undone_and_leads_back(text: str) -> None:
    """Whatever comes in: the plan replays, is undone, and each unchanged character leads to itself."""
    made = repair(text)
    assert replay(text, made.repairs) == made.text
    assert undo(made.text, made.repairs) == text
    assert unicodedata.is_normalized("NFC", made.text)
    assert made.offsets.length == len(made.text)
    for one in made.repairs:
        assert made.text[one.start : one.end] == one.after
