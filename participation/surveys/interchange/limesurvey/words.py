"""Answers that LimeSurvey shows by itself, in every language that can be offered here."""

from participation.surveys.texts import NO, UNSURE, YES, Texts

COMMENT: Texts = {
    "de": "Anmerkung", "de-easy": "Das möchte ich dazu sagen", "en": "Comment", "ar": "تعليق",
    "bg": "Коментар", "cs": "Poznámka", "es": "Comentario", "fa": "توضیح", "fr": "Commentaire",
    "it": "Commento", "pl": "Komentarz", "ro": "Comentariu", "ru": "Комментарий", "tr": "Açıklama",
    "uk": "Коментар", "vi": "Bình luận",
}  # fmt: skip
FEMALE: Texts = {
    "de": "weiblich", "de-easy": "weiblich", "en": "female", "ar": "أنثى", "bg": "жена",
    "cs": "žena", "es": "mujer", "fa": "زن", "fr": "femme", "it": "femmina", "pl": "kobieta",
    "ro": "femeie", "ru": "женский", "tr": "kadın", "uk": "жіноча", "vi": "nữ",
}  # fmt: skip
MALE: Texts = {
    "de": "männlich", "de-easy": "männlich", "en": "male", "ar": "ذكر", "bg": "мъж", "cs": "muž",
    "es": "hombre", "fa": "مرد", "fr": "homme", "it": "maschio", "pl": "mężczyzna", "ro": "bărbat",
    "ru": "мужской", "tr": "erkek", "uk": "чоловіча", "vi": "nam",
}  # fmt: skip
MORE: Texts = {
    "de": "mehr", "de-easy": "mehr", "en": "increase", "ar": "زيادة", "bg": "повече", "cs": "více",
    "es": "aumentar", "fa": "بیشتر", "fr": "augmenter", "it": "aumentare", "pl": "więcej",
    "ro": "mai mult", "ru": "больше", "tr": "artır", "uk": "більше", "vi": "tăng",
}  # fmt: skip
SAME: Texts = {
    "de": "gleich viel", "de-easy": "gleich viel", "en": "same", "ar": "نفس الشيء", "bg": "същото",
    "cs": "stejně", "es": "igual", "fa": "همان", "fr": "identique", "it": "uguale",
    "pl": "tyle samo", "ro": "la fel", "ru": "столько же", "tr": "aynı", "uk": "стільки ж",
    "vi": "như cũ",
}  # fmt: skip
LESS: Texts = {
    "de": "weniger", "de-easy": "weniger", "en": "decrease", "ar": "نقصان", "bg": "по-малко",
    "cs": "méně", "es": "disminuir", "fa": "کمتر", "fr": "diminuer", "it": "diminuire",
    "pl": "mniej", "ro": "mai puțin", "ru": "меньше", "tr": "azalt", "uk": "менше", "vi": "giảm",
}  # fmt: skip

# Types whose answers are fixed: their codes, as tables of answers and published figures hold them.
YES_NO = (("Y", YES), ("N", NO))
GENDER = (("F", FEMALE), ("M", MALE))
YES_NO_UNSURE = (("Y", YES), ("U", UNSURE), ("N", NO))
MORE_SAME_LESS = (("I", MORE), ("S", SAME), ("D", LESS))
