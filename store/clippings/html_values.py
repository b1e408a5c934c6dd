"""Values of HTML attributes that must be well-formed, or else be left out."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import quote as percent
from urllib.parse import urlsplit


def _codes(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_TAG: Final = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}))?", re.IGNORECASE
)
_LANGUAGES: Final = _codes(
    """aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht
    hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
    la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny
    oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss
    st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
    za zh zu acm aeb afb apc arc arq ary arz ast ayl bho brx ceb ckb cnr doi dsb fil fur gsw
    hak haw hsb kmr kok lad mai mni nan nds prs rom sat sco sdh syr tpi wuu yue zza"""
)
"""All of ISO 639-1, and those of ISO 639-3 that a dossier is likely to name. The registry of
language subtags (RFC 5646) has 8,000 more, which is why others are left out."""

_SCRIPTS: Final = _codes("""arab cyrl deva grek hans hant hebr latn""")
_OF_SEVERAL_SCRIPTS: Final = _codes("""az ku sr uz zh""")
"""A script is not said where the registry calls it the language's usual one."""

_REGIONS: Final = _codes(
    """ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bl bm bn bo bq
    br bs bt bv bw by bz ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm
    do dz ec ee eg eh er es et fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs
    gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn
    kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mf mg mh mk ml mm mn mo mp mq
    mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm
    pn pr ps pt pw py qa re ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st sv
    sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz ua ug um us uy uz va vc ve vg vi
    vn vu wf ws ye yt za zm zw"""
)
"""ISO 3166-1, alpha-2."""

_FROM_THE_RIGHT: Final = _codes(
    """ar arc acm aeb afb apc arq ary arz ayl ckb dv fa he prs ps sd sdh syr ug ur yi"""
)
_BAD: Final = re.compile(
    '[\\s"<>\\\\^`{|}\\[\\]\ue000-\uf8ff\U000f0000-\U0010ffff]|%(?![0-9A-Fa-f]{2})'
)
"""What a path, a query or a fragment may not hold as it is (https://url.spec.whatwg.org)."""

_HOST: Final = re.compile(r"[a-z0-9_-]+(?:\.[a-z0-9_-]+)*\.?", re.IGNORECASE)


def language_tag(said: str) -> str:
    """A language as an attribute ``lang`` may name it; empty for what is no language known here.

    A variant, and a script or region that is none, is left out.
    """
    found = _TAG.match(said.strip())
    rest = said.strip()[found.end() :] if found is not None else ""
    if found is None or rest[:1] not in {"", "-"} or found["language"].lower() not in _LANGUAGES:
        return ""
    script, region = found["script"] or "", found["region"] or ""
    told = script.lower() in _SCRIPTS and found["language"].lower() in _OF_SEVERAL_SCRIPTS
    parts = (script.title() if told else "",
             region.upper() if region.lower() in _REGIONS else "")  # fmt: skip
    return "-".join((found["language"].lower(), *filter(None, parts)))


def from_the_right(tag: str) -> bool:
    """Whether a language is written from the right, as far as its tag says."""
    language, _, rest = tag.partition("-")
    script = rest[:4].lower()
    return script in {"arab", "hebr"} or (language in _FROM_THE_RIGHT and script not in _SCRIPTS)


def web_target(address: str) -> str:
    """An address as a link may name it: what may not stand there is percent-encoded.

    Empty for an address that has no host, or one that is no name of a host.
    """
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
        name = host.encode("idna").decode("ascii") if ":" not in host else ""
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or (name and not _HOST.fullmatch(name)) or not host:
        return ""
    at = parts.netloc.rpartition("@")[0]
    who = f"{_BAD.sub(_percent, at)}@" if at else ""
    where = f"[{host}]" if ":" in host else host
    after = [f"?{parts.query}"] if parts.query else []
    after += ["#" + parts.fragment.replace("#", "%23")] if parts.fragment else []
    rest = _BAD.sub(_percent, "".join((parts.path, *after)))
    return f"{parts.scheme}://{who}{where}{'' if port is None else f':{port}'}{rest}"


def _percent(found: re.Match[str]) -> str:
    return percent(found[0], safe="")
