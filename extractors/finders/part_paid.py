"""Words by which a debt was paid in part only, is only said to be paid, or is agreed upon."""

from __future__ import annotations

import re

IN_PART = re.compile(
    r"(?:\s(?:\w+\s)?(?:till|i|genom|enligt|med)\s"
    r"(?:(?:ungefar|knappt|cirka|ca|en|ett|den|er|var)\s)?"
    r"(?:\w*halften|halva|(?:en\s)?(?:mindre\s)?del|delar|viss(?:\sdel|\sman)?|tredjedel\w*"
    r"|\w*procent|avbetalning\w*|betalningsplan\w*|avtal\w*|overenskommelse\w*|uppgorelse\w*)"
    r"|\s(?:delvis|halva|halften|endast|bara|en del|forsta|partly|partially|in part|only|half"
    r"|by half|(?:by|through) (?:an? )?(?:agreement|instal\w+|plan)"
    r"|forst|sa snart|once|if|om|tillbaka|ut|back|up to|to (?:a )?(?:half|part|some)"
    r"|ej|icke|inte|aldrig|not))(?!\w)",
    re.IGNORECASE,
)
"""What stands behind a word of payment where not all was paid, or nothing is said of it."""
PARTLY = re.compile(
    r"\b(?:knappt|delvis|bara|endast|partly|partially|only|hardly|half)\b", re.IGNORECASE
)
"""The same before it."""
SAID_ONLY = re.compile(
    r"\b(?:sager|sagt|pastar|pastas|pastod|havdar|uppger|uppgav|menar|tror|anses?"
    r"|enligt (?:er|dig|honom|henne|hyresgasten)|say|says|said|(?<!the )(?<!this )claims?(?! of)"
    r"|alleges?|alleged|according to|believes?)\b",
    re.IGNORECASE,
)
"""Words by which a payment is only what somebody says."""
