"""Subscribe: the calendars, the feed and the data of the registry, and how to use each."""

from collections.abc import Sequence

from srr.exporters.data import badge, calendar, feed
from srr.exporters.data.calendar import Calendar
from srr.language import Text
from srr.site import data_files
from srr.site.kit.html import Html, element, join
from srr.site.kit.page import Block, Heading, Page
from srr.site.kit.parts import listed, table
from srr.site.kit.site import SUBSCRIBE, Site

TITLE = Text("Subscribe", "購読")
_LEAD = Text(
    "Be reminded where you already look, instead of here.",
    "このページを開かなくても、普段使うカレンダーやフィードリーダーで知ることができる。",
)
_CALENDARS = Text("Calendars", "カレンダー")
_HOW = Text(
    "Copy the address of a calendar and add it to yours by URL. It holds the next visits, the ends of"
    " acceptances and the due dates of actions, and follows each build of this site.",
    "カレンダーのアドレスをコピーし、使っているカレンダーに URL で追加する。次回確認日、受容の期限、"
    "アクションの期限が入っており、サイトをビルドするたびに更新される。",
)
_WITH_REPORTS = Text(
    "The days of reports on concerns are in it, too.", "気になる点の報告期限も入っている。"
)
_WITH_LIMITS = Text(
    "A limit that is expected to be reached is on the first day of its month.",
    "達する見込みの限界は、その月の 1 日に入っている。",
)
_EVERYTHING = Text("All dates", "すべての日付")
_OF = Text("Calendar of", "対象")
_KIND = Text("Kind", "種類")
_DATES = Text("Dates", "件数")
_KINDS = {"owner": Text("Owner", "担当者"), "team": Text("Team", "チーム")}
_NEWS = Text("News", "更新情報")
_FEED = Text("Atom feed", "Atom フィード")
_FROM_COMMITS = Text(
    "what the commits changed in the records, the newest first, for a feed reader or a chat",
    "コミットで記録がどう変わったかを新しい順に。フィードリーダーやチャット向け",
)
_FROM_RECORDS = Text(
    "what the records say happened to them, the newest first, for a feed reader or a chat. This site was built without"
    " their whole history in git, so other changes are not in it.",
    "記録に書かれた出来事を新しい順に。フィードリーダーやチャット向け。"
    "git の全履歴なしでビルドされたサイトなので、それ以外の変更は入らない。",
)
_PROGRAMS = Text("For programs", "プログラム向け")
_INDEX = Text("All risks as JSON", "すべてのリスクの JSON")
_INDEX_WORDS = Text("the same rows as srr list --json --all", "srr list --json --all と同じ内容")
_SCHEMA = Text("JSON Schema of that file", "その JSON Schema")
_SCHEMA_WORDS = Text("what each field holds", "各フィールドの内容")
_CONCERNS = Text("All concerns as JSON", "すべての気になる点の JSON")
_CONCERNS_WORDS = Text("who looks into what, and the next report", "調べている人と報告期限")
_BADGE = Text("Badge for a README", "README 用のバッジ")
_BADGE_WORDS = Text("how many are open and overdue", "未解決と期限切れの件数")


def page(site: Site) -> Page:
    """Return the page with every calendar and file."""
    concerns = site.registry.concerns
    everything, *others = calendar.calendars(site.registry, site.today)
    blocks: list[Block] = [
        join(element("h1", site.say(TITLE)), element("p", site.say(_LEAD), class_="srr-lead")),
        Heading(site.say(_CALENDARS), "calendars"),
        join(
            element("p", site.say(_HOW)),
            element("p", site.say(_WITH_REPORTS)) if concerns else None,
            element("p", site.say(_WITH_LIMITS)) if site.breaks else None,
            element("p", _link(everything.path, _EVERYTHING, site)),
            _calendars(others, site) if others else None,
        ),
        Heading(site.say(_NEWS), "news"),
        listed([_file(feed.PATH, _FEED, _feed_words(site), site)]),
        Heading(site.say(_PROGRAMS), "programs"),
        listed(
            [
                _file(data_files.INDEX, _INDEX, _INDEX_WORDS, site),
                _file(data_files.SCHEMA, _SCHEMA, _SCHEMA_WORDS, site),
                *(
                    [_file(data_files.CONCERNS, _CONCERNS, _CONCERNS_WORDS, site)]
                    if concerns
                    else []
                ),
                _file(badge.PATH, _BADGE, _BADGE_WORDS, site),
            ]
        ),
    ]
    return Page(SUBSCRIBE, site.say(TITLE), tuple(blocks), searchable=False)


def _feed_words(site: Site) -> Text:
    return _FROM_RECORDS if site.commits is None else _FROM_COMMITS


def _calendars(calendars: Sequence[Calendar], site: Site) -> Html:
    head = [(site.say(words), "") for words in (_OF, _KIND, _DATES)]
    rows = (
        element(
            "tr",
            element("th", site.link(SUBSCRIBE, shown.path, shown.name), scope="row"),
            element("td", site.say(_KINDS[shown.kind])),
            element("td", str(len(shown.events))),
        )
        for shown in calendars
    )
    return table(site.say(_CALENDARS), head, rows)


def _file(path: str, name: Text, words: Text, site: Site) -> Html:
    return join(_link(path, name, site), ": ", site.say(words))


def _link(path: str, name: Text, site: Site) -> Html:
    return site.link(SUBSCRIBE, path, site.say(name))
