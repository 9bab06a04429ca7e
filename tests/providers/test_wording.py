from articles.providers.wording import terms

CLAIM = "The chief, Sam Altman, offered $97.4 billion for the O'Neill yard on 3 May 2025."


def test_names_figures_and_the_longest_words_in_the_order_of_the_sentence():
    assert terms(CLAIM, most=9, longest=200) == [
        "chief", "Sam Altman", "offered", "$97.4 billion", "O’Neill" if "’" in CLAIM else "O'Neill",
        "yard", "3 May 2025",
    ]  # fmt: skip


def test_names_come_before_figures_and_figures_before_other_words():
    assert terms(CLAIM, most=1, longest=200)[0] in ("Sam Altman", "O'Neill")
    assert "$97.4 billion" in terms(CLAIM, most=4, longest=200)


def test_without_figures():
    assert not any(char.isdigit() for term in terms(CLAIM, most=9, longest=200, figures=False)
                   for char in term)  # fmt: skip


def test_it_is_never_longer_than_there_is_room_for():
    for longest in range(1, 80):
        assert len(" ".join(terms(CLAIM * 20, most=50, longest=longest))) <= longest


def test_a_term_is_said_once():
    assert terms("Towers and towers and Towers again grew.", most=9, longest=99) == [
        "Towers", "grew",
    ]  # fmt: skip


def test_what_searches_take_for_an_operator_is_left_out():
    found = " ".join(
        terms('"Sam Altman" -site:x (or) ~Musk* intitle:"Elon Musk"', most=9, longest=99)
    )
    assert not set(found) & set('"()*~:')


def test_a_sentence_without_anything_telling_has_no_terms():
    assert terms("So it was, and it will be.", most=9, longest=99) == []
    assert terms("", most=9, longest=99) == []
