"""What sheets write for categories, peoples, schooling and sex, and what the office calls them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from office.exchange.columns import normalise_header
from office.people.enums import Sex

from ..enums import Delivery, LessonForm, PersonCategory

#: The words of the template's drop-down (财社〔2023〕181号 art. 5 and the district's own), one a category.
CATEGORY_WORDS: Final[Mapping[PersonCategory, str]] = {
    PersonCategory.POVERTY_MONITORED: "脱贫劳动力",
    PersonCategory.GRADUATE: "毕业年度毕业生",
    PersonCategory.SCHOOL_LEAVER: "未继续升学初高中毕业生",
    PersonCategory.RURAL_WORKER: "农村转移就业劳动者",
    PersonCategory.UNEMPLOYED: "城镇登记失业人员",
    PersonCategory.HARD_TO_EMPLOY: "就业困难人员",
    PersonCategory.EMPLOYEE: "企业职工",
    PersonCategory.FLEXIBLE: "灵活就业/新就业形态劳动者",
    PersonCategory.OTHER: "其他",
}
_OTHER_CATEGORY_WORDS: Final[Mapping[PersonCategory, tuple[str, ...]]] = {
    PersonCategory.POVERTY_MONITORED: (
        "脱贫人口",
        "脱贫户",
        "防止返贫监测对象",
        "返贫监测对象",
        "建档立卡贫困劳动力",
        "建档立卡",
        "脱贫家庭子女",
    ),
    PersonCategory.GRADUATE: ("毕业年度高校毕业生", "高校毕业生", "应届毕业生", "毕业年度内高校毕业生"),
    PersonCategory.SCHOOL_LEAVER: (
        "两后生",
        "未继续升学的应届初高中毕业生",
        "城乡未继续升学的应届初高中毕业生",
    ),
    PersonCategory.RURAL_WORKER: (
        "农民工",
        "农村转移劳动力",
        "农村转移就业劳动力",
        "农村劳动力",
        "转移就业劳动者",
    ),
    PersonCategory.UNEMPLOYED: ("登记失业人员", "失业人员", "城镇失业人员"),
    PersonCategory.HARD_TO_EMPLOY: ("就业困难对象", "困难人员"),
    PersonCategory.EMPLOYEE: ("职工", "在职职工", "企业在职职工"),
    PersonCategory.FLEXIBLE: (
        "灵活就业人员",
        "灵活就业",
        "新就业形态劳动者",
        "新就业形态",
        "平台从业人员",
        "灵活就业人员新就业形态劳动者",
    ),
    PersonCategory.OTHER: ("其它", "其他人员"),
}


def _bare(text: str) -> str:
    return normalise_header(text).replace("/", "").replace("、", "")


_CATEGORIES: Final[dict[str, PersonCategory]] = {
    _bare(word): category
    for category, main in CATEGORY_WORDS.items()
    for word in (main, *_OTHER_CATEGORY_WORDS[category])
}
CATEGORY_OF_WORD: Final = {word: category for category, word in CATEGORY_WORDS.items()}

#: 培训形式 of a class and 授课形式 of a lesson, as filings write them.
DELIVERY_WORDS: Final[Mapping[Delivery, str]] = {
    Delivery.ONSITE: "线下",
    Delivery.ONLINE: "线上",
    Delivery.BLENDED: "线上线下结合",
}
DELIVERY_OF_WORD: Final = {word: delivery for delivery, word in DELIVERY_WORDS.items()}
FORM_WORDS: Final[Mapping[LessonForm, str]] = {
    LessonForm.THEORY: "理论",
    LessonForm.PRACTICE: "实操",
    LessonForm.ONLINE: "线上",
}
FORM_OF_WORD: Final = {word: form for form, word in FORM_WORDS.items()}
_FORMS: Final = {
    "理论课": "理论", "讲授": "理论", "面授": "理论", "实训": "实操", "实操课": "实操", "网课": "线上",
}  # fmt: skip

SEX_WORDS: Final[Mapping[str, Sex]] = {"男": Sex.MALE, "女": Sex.FEMALE}
_SEXES: Final = {
    "男": "男",
    "男性": "男",
    "1": "男",
    "m": "男",
    "女": "女",
    "女性": "女",
    "2": "女",
    "f": "女",
}

EDUCATION_WORDS: Final = ("初中及以下", "高中/中专/技校", "大专", "本科", "研究生")
_EDUCATION: Final = {
    "文盲": "初中及以下",
    "小学": "初中及以下",
    "初中": "初中及以下",
    "高中": "高中/中专/技校",
    "中专": "高中/中专/技校",
    "技校": "高中/中专/技校",
    "职高": "高中/中专/技校",
    "中职": "高中/中专/技校",
    "中技": "高中/中专/技校",
    "专科": "大专",
    "大学专科": "大专",
    "高职": "大专",
    "大学": "本科",
    "大学本科": "本科",
    "硕士": "研究生",
    "硕士研究生": "研究生",
    "博士": "研究生",
    "博士研究生": "研究生",
} | {_bare(word): word for word in EDUCATION_WORDS}

#: GB/T 3304-1991 in the order of its codes 01 to 56, without the word 族.
_PEOPLES: Final = [
    "汉",
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
]
ETHNICITY_WORDS: Final = tuple(f"{name}族" for name in _PEOPLES)


def clean_category(text: str) -> str:
    """Return the template's word for a category; the text itself when it is none."""
    category = _CATEGORIES.get(_bare(text))
    return CATEGORY_WORDS[category] if category else " ".join(text.split())


def clean_form(text: str) -> str:
    """Return the template's word for a lesson's form; the text itself when it is none."""
    word = "".join(text.split())
    return _FORMS.get(word, word)


def clean_sex(text: str) -> str:
    """Return 男 or 女; the text itself when it is neither."""
    return _SEXES.get(_bare(text), " ".join(text.split()))


def clean_education(text: str) -> str:
    """Return the template's word for schooling; the text itself when it is none."""
    return _EDUCATION.get(_bare(text), " ".join(text.split()))


def clean_ethnicity(text: str) -> str:
    """Return the people's full name (藏 becomes 藏族); the text itself when it is none."""
    name = "".join(text.split())
    return f"{name}族" if name in _PEOPLES else name
