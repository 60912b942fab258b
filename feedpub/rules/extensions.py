"""The namespaces that live in RSS and Atom, gathered: importing this makes their elements known."""

from feedpub.rules import atom_in_rss as atom_in_rss
from feedpub.rules import content as content
from feedpub.rules import creative_commons as creative_commons
from feedpub.rules import destinations as destinations
from feedpub.rules import dublin_core as dublin_core
from feedpub.rules import georss as georss
from feedpub.rules import history as history
from feedpub.rules import itunes as itunes
from feedpub.rules import media as media
from feedpub.rules import podcast as podcast
from feedpub.rules import publishing as publishing
from feedpub.rules import slash as slash
from feedpub.rules import syndication as syndication
from feedpub.rules import threading as threading
from feedpub.rules import tombstones as tombstones
from feedpub.rules import websub as websub
from feedpub.rules import well_formed_web as well_formed_web
