"""`pressmark index roles`: the address of a database in, SQL to read and run out."""

from tests.ui.conftest import Press, assert_one_line_and_a_hint


def test_the_schema_of_the_address_is_in_what_is_printed_and_no_server_is_asked(
    press: Press,
) -> None:
    ran = press("index", "roles", "--index", "postgresql://nowhere.invalid/news?schema=desk")

    assert (ran.status, ran.err) == (0, "")
    assert 'CREATE ROLE "desk_builder" NOLOGIN;' in ran.out
    assert "nowhere.invalid" not in ran.out


def test_a_folder_has_no_roles(press: Press) -> None:
    ran = press("index", "roles", "--index", ".pressmark")
    assert_one_line_and_a_hint(ran, "folder has no roles", "postgresql://")
