"""Patterns of danger in English messages, for parents and pupils who write it.

`notation` says how they are written.
"""

from __future__ import annotations

from typing import Final

LIKELY: Final = r"""
# To oneself.
suicid|kill␣(?:my|him|her|them)sel|self.?harm|want(?:s|ed|ing)?␣(?:to|2)␣die|wanna␣die
|end␣(?:(?:my|his|her|their)(?:␣own)?␣life|it␣all)

(?:do(?:es)?␣?n␣?t|dont|not)␣(?:want|wanna)␣(?:to␣)?(?:live|be␣here|be␣alive|exist|wake␣up)
|(?:no|any)␣(?:reason|point|will)␣(?:to|in)␣(?:live|living|being␣alive)|(?:better␣off
|wish␣(?:i|he|she|\w+)␣(?:was|were))␣dead|wish␣i␣(?:was|were)␣never␣born
|better␣(?:off␣)?without␣(?:me|him|her)

(?:jump|jumped|jumping)␣(?:off|from|out)|hang(?:ing|ed)?␣(?:my|him|her)self|overdos|(?:took
|swallow(?:ed|s)?|ate|drank|drinks)␣.{0,20}(?:pills?|tablets|bleach|poison|pesticide|batter
|magnet)

hurt(?:s|ing)?␣(?:my|him|her|them)sel|cut(?:s|ting)?␣(?:(?:my|him|her|them)sel|(?:my
|h[ei][rs]?|their)␣(?:own␣)?(?:wrist|arm|leg|thigh))|cuts␣on␣(?:my|his|her)|(?:can␣?t|cannot
|cant)␣(?:go␣on|do␣this␣any␣?more|take␣it␣any␣?more|keep␣living)

# By others.
(?:hit|hits|hitting|beat|beats|beating|beaten|slap|slaps|slapped|punch|punched|kick|kicked
|chok\w+|strangl\w+|whip\w*)␣(?:me|my␣(?:son|daughter|child|kid|mom|mum|mother|wife|sister
|brother)|him|her(?!␣head)|the␣(?:kid|child|boy|girl|student)s?)\b

(?:man|guy|stranger|someone|car)␣(?:is␣|keeps␣)?follow(?:ing|s)␣(?:me|her|him)|lock(?:ed
|s)␣(?:me|him|her)␣|being␣(?:hit|beaten|abused|bullied|followed|threatened|stalked)|(?:gets?
|got|was|were)␣(?:beaten|bullied|abused|stabbed|kidnapped|raped|molested|followed)

touch(?:ed|es|ing)?␣(?:me|my␣(?:daughter|son|private|chest|body|child)|her|him|their
|the␣kids?)\b|private␣parts|nudes?\b|naked␣(?:photo|pic|video)|undress|take␣(?:off␣)?(?:my|her
|his)␣clothes|send␣(?:him␣)?(?:photos|pictures)␣.{0,20}(?:post|share|everyone)

domestic␣violence|abus(?:e|ed|es|ing|ive)\b|molest|\brap(?:e|ed|ing|ist)\b|bull(?:y|ied|ying)
|grooming|sexual|threaten|blackmail|kidnap|stalk(?:er|ing)|knife|\bgun\b|stab|shooting

(?:kill|shoot|stab|burn|bomb)␣(?:him|her|them|you|everyone|my|the|that|all)|missing␣since
|has(?:␣?n␣?t|nt|␣not)␣(?:come|came|returned|been)␣(?:home|back|seen)|did␣?n␣?t␣come␣home
|(?:ran|run|runs)␣away|never␣came␣(?:home|back)

(?:don␣?t|dont|do␣not|never)␣feel␣safe|(?:comes|came|gets)␣into␣my␣(?:room|bed)
|goodbye␣forever|(?:stand\w*|sit\w*|climb\w*|am|is)␣(?:on|over)␣(?:the␣)?(?:balcony|roof|ledge|railing|bridge)
|blood␣everywhere|(?:isn␣?t|not)␣moving|nobody␣would␣care|if␣i␣disappear|makes?␣me␣do␣things
|filmed␣(?:him|her|me)|into␣his␣(?:van|car)|hurting␣(?:my|the)␣(?:baby|son|daughter|child)
|unconscious|not␣breathing|can␣?t␣breathe|cannot␣breathe|(?:won␣?t|wont|wouldn␣?t|doesn␣?t
|not)␣(?:wake|waking|respond|responding)|collaps|seizure|chok(?:ing|ed)␣on|bleeding|passed␣out
|faint(?:ed|s)|drown|electrocut|allergic␣reaction|swelling␣up|gas␣leak
"""
"""Enough alone, unless it is only spoken about."""
