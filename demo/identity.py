"""Names, numbers and telephones of people who do not exist."""

from __future__ import annotations

import datetime
import random
from dataclasses import dataclass

from office.people.enums import Sex
from office.people.identifiers import id_check_character

# No district has an area code from 99 on, so that a number made here is nobody's.
AREAS = ("990101", "990121", "990203")
SURNAMES = "马王李张韩祁鲍星冶沙苏米吴赵陈杨拜绽安童罗谢严白"
GIVEN = {
    Sex.MALE: (
        *("海龙", "志强", "建军", "永福", "文华", "占魁", "生才", "福寿", "全寿", "发祥", "彦龙", "晓东"),
        *("成林", "有才", "德明", "正华", "宝山", "世杰", "长青", "明亮"),
    ),
    Sex.FEMALE: ("国英", "晓燕", "秀英", "春香", "金花", "雪梅", "丽娟", "玉梅", "兰英", "桂花"),
}
# Names as the district has them, Tibetan, Salar, Uyghur and with rare characters: sex and people.
OTHERS = {
    "尕藏·东智": (Sex.MALE, "藏族"),
    "才让·卓玛": (Sex.FEMALE, "藏族"),
    "多杰·扎西": (Sex.MALE, "藏族"),
    "阿卜杜拉·马木提江": (Sex.MALE, "维吾尔族"),
    "索南才让": (Sex.MALE, "藏族"),
    "马䶮": (Sex.MALE, "回族"),
    "王𬱖": (Sex.MALE, "汉族"),
    "李㛃": (Sex.FEMALE, "汉族"),
    "阿合买提·托合提": (Sex.MALE, "维吾尔族"),
    "拉毛措": (Sex.FEMALE, "藏族"),
    "韩·尤素夫": (Sex.MALE, "撒拉族"),
    "童堃": (Sex.MALE, "汉族"),
    "赵喆": (Sex.MALE, "汉族"),
    "白玛·央金": (Sex.FEMALE, "藏族"),
}
ETHNICITIES = ("汉族", "回族", "藏族", "土族", "撒拉族", "蒙古族")
EDUCATIONS = ("初中及以下", "高中/中专/技校", "大专", "本科")


@dataclass(frozen=True)
class Identity:
    """One invented person."""

    name: str
    id_number: str
    phone: str
    sex: Sex
    birth_date: datetime.date
    ethnicity: str
    education: str


class Registry:
    """Invents people, each once, in an order that the seed decides."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.taken: set[str] = set()

    def person(self, *, name: str = "") -> Identity:
        """Return somebody new between 19 and 58 years of age; a name without a fixed sex is a man's."""
        chance = self.chance
        birth = datetime.date(1968, 1, 1) + datetime.timedelta(days=chance.randrange(39 * 365))
        sex = Sex.MALE if name else chance.choice((Sex.MALE, Sex.MALE, Sex.FEMALE))
        name = name or self._name(sex)
        sex, people = OTHERS.get(name, (sex, chance.choice(ETHNICITIES)))
        number = self._number(birth, sex)
        return Identity(
            name=name,
            id_number=number,
            phone=f"1{chance.choice('35789')}{chance.randrange(10**9):09d}",
            sex=sex,
            birth_date=birth,
            ethnicity=people,
            education=chance.choice(EDUCATIONS),
        )

    def _name(self, sex: Sex) -> str:
        if self.chance.random() < 0.18:
            return self.chance.choice(tuple(OTHERS))
        return self.chance.choice(SURNAMES) + self.chance.choice(GIVEN[sex])

    def _number(self, birth: datetime.date, sex: Sex) -> str:
        while True:
            order = self.chance.randrange(500) * 2 + (sex == Sex.MALE)
            body = f"{self.chance.choice(AREAS)}{birth:%Y%m%d}{order % 1000:03d}"
            if body not in self.taken:
                self.taken.add(body)
                return body + id_check_character(body)
