"""Someone may ask so often and no more, and nobody's address is kept."""

from hearten.kit.rate import Rate, household


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_ten_in_a_minute_may_come_at_once_and_the_eleventh_is_told_how_long_to_wait():
    clock = Clock()
    rate = Rate(10, 60, clock=clock)
    assert [rate.wait("a") for _ in range(10)] == [0.0] * 10
    assert rate.wait("a") == 6.0
    clock.now += 6
    assert rate.wait("a") == 0.0
    assert rate.wait("a") == 6.0


def test_one_caller_does_not_use_up_what_is_another_s():
    rate = Rate(1, 60)
    assert rate.wait("a") == 0.0 and rate.wait("b") == 0.0 and rate.wait("a") > 0


def test_a_caller_may_have_an_amount_of_their_own():
    clock = Clock()
    rate = Rate(1, 60, clock=clock)
    assert [rate.wait("partner", 3) == 0.0 for _ in range(4)] == [True, True, True, False]


def test_a_flood_of_callers_takes_no_more_memory_and_forgets_the_quietest_first():
    rate = Rate(1, 60, most=2)
    rate.wait("quiet"), rate.wait("b"), rate.wait("c")
    assert rate.wait("c") > 0 and rate.wait("quiet") == 0.0


def test_what_is_remembered_is_not_the_address():
    rate = Rate(1, 60)
    rate.wait("192.0.2.77")
    assert "192.0.2.77" not in repr(vars(rate))


def test_one_phone_that_changes_the_end_of_its_long_address_is_one_caller():
    assert household("2001:db8:1:2:aaaa::1") == household("2001:db8:1:2:bbbb::9") != household("2001:db8:1:3::1")
    assert household("::ffff:192.0.2.1") == household("192.0.2.1") == "192.0.2.1"
    assert household("not an address") == "not an address"
