from alongside.toolbox.ids import CODE_LETTERS, short_code, uuid7


def test_ids_are_of_version_seven_and_go_up_with_time() -> None:
    made = [uuid7() for _ in range(200)]

    assert {(one.version, one.variant) for one in made} == {(7, "specified in RFC 4122")}
    assert [one.int >> 80 for one in made] == sorted(one.int >> 80 for one in made)
    assert len(set(made)) == 200


def test_short_codes_have_no_letters_that_look_or_sound_like_others() -> None:
    codes = {short_code() for _ in range(500)}

    assert len(codes) > 495
    assert set("".join(codes)) <= set(CODE_LETTERS)
    assert not set("AEIOU01L") & set(CODE_LETTERS)
