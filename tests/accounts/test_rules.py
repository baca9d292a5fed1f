from smartregion.accounts.models import User


def test_desk_is_for_everybody_who_holds_a_role(office: User, owner: User) -> None:
    assert office.has_perm("accounts.use_desk")
    assert owner.has_perm("accounts.use_desk")


def test_desk_is_closed_to_participants(participant: User) -> None:
    assert not participant.has_perm("accounts.use_desk")


def test_role_that_has_expired_gives_no_rights(expired_consultant: User) -> None:
    assert not expired_consultant.has_perm("accounts.use_desk")


def test_inactive_person_may_do_nothing(office: User) -> None:
    office.is_active = False
    assert not office.has_perm("accounts.use_desk")
