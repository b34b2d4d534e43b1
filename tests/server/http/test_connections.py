"""Places for those who are connected, and who goes where they run out."""

from server.http.connections import Connections


class Guest:
    def __init__(self, host: str) -> None:
        self.client = (host, 1)
        self.end = ""

    def give_up(self) -> None:
        self.end = "given up"

    def make_room(self) -> None:
        self.end = "made room"


class Hall:
    """Ten seconds of patience, four places, and a clock that stands."""

    def __init__(self) -> None:
        self.now = 0.0
        self.connections = Connections(10, 4, lambda: self.now)

    def come(self, host: str) -> tuple[Guest, bool]:
        guest = Guest(host)
        let_in = self.connections.enter(guest)
        if let_in:
            self.connections.wait(guest)
        return guest, let_in


def test_who_waits_too_long_is_given_up() -> None:
    hall = Hall()
    early, working = hall.come("192.0.2.1")[0], hall.come("192.0.2.2")[0]
    hall.connections.work(working)
    hall.now = 9
    late = hall.come("192.0.2.3")[0]
    hall.now = 11
    hall.connections.sweep()
    assert [one.end for one in (early, working, late)] == ["given up", "", ""]


def test_each_wait_is_measured_from_its_beginning() -> None:
    hall = Hall()
    guest, _ = hall.come("192.0.2.1")
    hall.now = 9
    hall.connections.wait(guest)
    hall.now = 18
    hall.connections.sweep()
    assert guest.end == ""


def test_one_client_has_half_of_the_places() -> None:
    hall = Hall()
    first, second, third = (hall.come("192.0.2.1")[0] for _ in range(3))
    other, let_in = hall.come("192.0.2.2")
    assert let_in
    assert [one.end for one in (first, second, third, other)] == ["made room", "", "", ""]


def test_a_network_of_ipv6_is_one_client() -> None:
    hall = Hall()
    first = hall.come("2001:db8::1")[0]
    hall.come("2001:db8::2")
    hall.come("2001:db8::3")
    assert first.end == "made room"


def test_where_all_places_are_taken_who_waited_longest_goes() -> None:
    hall = Hall()
    guests = [hall.come(f"192.0.2.{n}")[0] for n in range(4)]
    hall.connections.work(guests[0])
    assert hall.come("192.0.2.9")[1]
    assert [one.end for one in guests] == ["", "made room", "", ""]


def test_nobody_goes_whose_request_is_worked_on() -> None:
    hall = Hall()
    guests = [hall.come(f"192.0.2.{n}")[0] for n in range(4)]
    for one in guests:
        hall.connections.work(one)
    assert not hall.come("192.0.2.9")[1]
    hall.connections.leave(guests[0])
    assert hall.come("192.0.2.9")[1]
