from srr.site.translation import sources

PAIR = ["how-to/index.md", "how-to/index.ja.md"]


def test_a_japanese_registry_publishes_the_japanese_page_at_the_address_of_the_english_one() -> (
    None
):
    assert sources(PAIR, "ja") == {"how-to/index.md": "how-to/index.ja.md"}


def test_an_english_registry_leaves_the_japanese_page_out() -> None:
    assert sources(PAIR, "en") == {"how-to/index.md": "how-to/index.md"}


def test_a_page_without_a_translation_is_published_as_it_is_in_both_languages() -> None:
    assert sources(["a.md"], "ja") == sources(["a.md"], "en") == {"a.md": "a.md"}


def test_a_page_that_is_only_in_japanese_is_not_lost_in_an_english_registry() -> None:
    assert sources(["a.ja.md"], "en") == {"a.md": "a.ja.md"}


def test_files_that_are_no_pages_are_published_as_they_are() -> None:
    files = {"how-to/site.png": "how-to/site.png", "notes.ja.txt": "notes.ja.txt"}
    assert sources(files, "ja") == sources(files, "en") == files


def test_a_page_of_another_folder_is_not_taken_for_the_translation() -> None:
    assert sources(["a/x.md", "b/x.ja.md"], "ja") == {"a/x.md": "a/x.md", "b/x.md": "b/x.ja.md"}


def test_the_order_of_the_paths_does_not_matter() -> None:
    assert sources(PAIR[::-1], "ja") == sources(PAIR, "ja")
    assert sources(PAIR[::-1], "en") == sources(PAIR, "en")
