"""Lines for the log, without the rows that PostgreSQL quotes when it refuses one."""

import logging
import re

# "Failing row contains (...)" may hold a confidential source; what was refused is said before it.
ROW = re.compile(
    r"DETAIL: .*?(?=\n(?:CONTEXT|HINT|Traceback|The above|During handling|\s+File )|\Z)", re.S
)


class WithoutRows(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return ROW.sub("DETAIL: left out of the log", super().format(record))
