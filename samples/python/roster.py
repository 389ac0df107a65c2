"""What a subscriber knows of the members. No socket and no clock: it is told what was published.

Two lists: the one that the present server publishes, and the former one, which is what was known before. The former
one stands until the server has settled and its own list is whole; so neither a restart nor a gap is an event.
"""

from rollcall_wire import CAUSES, named

GOODBYE = CAUSES.index("GOODBYE")
SETTLED = 0x01
GOODBYES_KEPT = 4_096


def rank(present):
    """Of several under one name the greatest holds it. Octets compare as the unsigned number that they are."""
    return present.session.client, present.session.number, present.update


class Roster:
    def __init__(self):
        self.server, self.sequence = None, 0
        self.settled = self.whole = False
        self.listed, self.former = {}, {}
        self.goodbyes = {}  # clients that never come back, the latest last
        self.told, self.causes = {}, {}  # what the last events() led to; why clients left since then

    def is_of_another_server(self, standing):
        """Notes who publishes, and whether it has settled."""
        another = standing.server != self.server
        if another:
            self.begin()
            self.server = standing.server
        self.settled = bool(standing.flags & SETTLED)
        return another

    def has_gap(self, sequence):
        """True once for each gap: until the snapshot is there, no further change is of use."""
        gap = self.whole and sequence > self.sequence
        self.whole = self.whole and not gap
        return gap

    def apply_change(self, change):
        if self.whole and change.standing.sequence == self.sequence + 1:
            self.sequence += 1
            self.apply([change])

    def apply_snapshot(self, parts):
        self.begin()
        self.sequence, self.whole = parts[0].standing.sequence, True
        self.apply(parts)

    def begin(self):
        self.former, self.listed, self.whole = self.members(), {}, False

    def apply(self, messages):
        for present in (present for message in messages for present in message.presents):
            if present.session.client not in self.goodbyes:
                self.listed[present.member.name] = present
        for departed in (departed for message in messages for departed in message.departeds):
            client = departed.session.client
            self.causes[client] = named(CAUSES, departed.cause, "LOST")
            if departed.cause == GOODBYE:
                self.goodbyes[client] = True
                if len(self.goodbyes) > GOODBYES_KEPT:
                    del self.goodbyes[next(iter(self.goodbyes))]
            for members in (self.listed, self.former):  # whoever published the former list is away
                self.take_out(departed, members)

    def take_out(self, departed, members):
        for name in [departed.name] if departed.name else list(members):  # a goodbye may come without a name
            present = members.get(name)
            if present and present.session.client == departed.session.client:
                if departed.cause == GOODBYE or present.session.number <= departed.session.number:
                    del members[name]

    def members(self):
        members = dict(self.former)
        for name, present in self.listed.items():
            if name not in members or rank(present) >= rank(members[name]):
                members[name] = present
        return members

    def events(self):
        """What has changed since the last call: ("joined" or "updated", present, "") and ("left", present, cause)."""
        if self.whole and self.settled:
            self.former = {}
        members, told, causes = self.members(), self.told, self.causes
        self.told, self.causes = members, {}
        for name, present in told.items():
            if name not in members:
                yield "left", present, causes.get(present.session.client, "LOST")
        for name, present in members.items():
            if name not in told:
                yield "joined", present, ""
            elif content(present) != content(told[name]):
                yield "updated", present, ""


def content(present):
    return present.session.client, present.member
