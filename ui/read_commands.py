"""`pressmark show` and `pressmark list`."""

import click

from index.errors import ArticleMissing
from index.home import Location
from ui.options import as_text, index_option, json_option


@click.command()
@click.argument("article_id", metavar="ARTICLE-ID")
@click.option("--paragraph", metavar="N", type=click.IntRange(1), help="Only paragraph N.")
@click.option("--removed", is_flag=True, help="Show what cleaning left aside, too, and why.")
@index_option
@json_option
def show(
    article_id: str, index: Location, *, paragraph: int | None, removed: bool, as_json: bool
) -> None:
    """Show an article with its numbered paragraphs.

    Example: pressmark show tide-2024-0312 --paragraph 3
    """
    from index.reader import IndexReader
    from rag.records import article_record, removed_records
    from ui.printing import print_article, print_json, print_removed

    with IndexReader.open(index) as reader:
        article = reader.article(as_text(article_id))
    if paragraph and paragraph > len(article.paragraphs):
        raise ArticleMissing(
            f"article {article_id} has {len(article.paragraphs)} paragraphs, no ¶{paragraph}",
            hint=f"pressmark show {article_id}",
        )
    if not as_json:
        print_article(article, paragraph or 0)
        if removed:
            print_removed(article)
        return
    record = article_record(article)
    if paragraph:
        record["paragraphs"] = [record["paragraphs"][paragraph - 1]]
    if removed:
        record["removed"] = removed_records(article)
    print_json(record)


@click.command("list")
@click.option("--source", metavar="OUTLET", default="", help="Only articles of this outlet.")
@click.option("--since", metavar="DATE", default="", help="Only articles of this day or later.")
@click.option("--until", metavar="DATE", default="", help="Only articles of this day or earlier.")
@click.option("--author", metavar="NAME", default="", help="Only articles by this author.")
@index_option
@json_option
def list_articles(
    index: Location, *, source: str, since: str, until: str, author: str, as_json: bool
) -> None:
    """List the articles by date, newest first.

    Example: pressmark list --since 2024-06-01
    """
    from index.filters import Filters
    from index.reader import IndexReader
    from rag.records import listed_record
    from ui.printing import card_line, print_json

    filters = Filters(since, until, source, author)
    with IndexReader.open(index) as reader:
        listed = list(reader.database.listed(filters))
    if as_json:
        print_json({"articles": [listed_record(one) for one in listed]})
        return
    for one in listed:
        copies = f"  (+{len(one.also_in)} copies)" if one.also_in else ""
        click.echo(card_line(one.card) + copies)
