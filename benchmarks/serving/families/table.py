"""All servers by name, in the order of the table."""

from typing import Final

from benchmarks.serving.families.go import GOPHERS
from benchmarks.serving.families.node import APOLLO, MERCURIUS, RAW, YOGA
from benchmarks.serving.families.ours import ISCM, MEMORY
from benchmarks.serving.families.python import ARIADNE, STRAWBERRY, STRAWBERRY_CACHED

PEERS: Final = {
    one.name: one
    for one in (
        *(ISCM, STRAWBERRY, STRAWBERRY_CACHED, ARIADNE, APOLLO, YOGA, MERCURIUS, RAW),
        *(GOPHERS, MEMORY),
    )
}
