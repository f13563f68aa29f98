""" "You reported …": what each rule that fired rests on, in sentences."""

from collections.abc import Iterable

from ..body.assess import Fired
from .counted import counted_sentences
from .items import is_item, item_sentences
from .teller import Teller


def reported(teller: Teller, fired: Iterable[Fired]) -> tuple[str, ...]:
    """Return a paragraph for each rule: the facts the user entered, and nothing inferred.

    Items of one rule are told together. The order is that of the rules given.
    """
    by_rule: dict[str, list[Fired]] = {}
    for each in fired:
        by_rule.setdefault(each.rule, []).append(each)
    told = [" ".join(_of_rule(teller, same)) for same in by_rule.values()]
    return tuple(dict.fromkeys(told))


def _of_rule(teller: Teller, fired: list[Fired]) -> Iterable[str]:
    if is_item(fired[0]):
        return item_sentences(teller, fired)
    sentences = [line for each in fired for line in counted_sentences(teller, each)]
    return dict.fromkeys(sentences)
