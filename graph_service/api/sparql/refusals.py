"""The answers to queries that went past a limit: each names the limit and says what to do."""

from graph_service.api.sparql.messages import Answer, Limits

_DUMPS = "or load the dumps (/dumps/) into an engine of your own"


def too_slow(limits: Limits) -> Answer:
    """It took too long and was ended. 504: browsers repeat a 408 by themselves, and 503 says that it would help to try again."""
    return Answer.refusal(504, f"the query was ended after {limits.seconds:g} seconds; narrow it, {_DUMPS}")


def too_much_memory(limits: Limits) -> Answer:
    """It needed more memory than there is for a query."""
    return Answer.refusal(503, f"the query needs more memory than a query may use ({limits.memory_mb} MiB); narrow it, {_DUMPS}")


def too_large(limits: Limits) -> Answer:
    """Its answer has too many bytes."""
    return Answer.refusal(400, f"the answer is larger than {limits.answer_bytes} bytes; ask for less (LIMIT, OFFSET), {_DUMPS}")


def too_deep() -> Answer:
    """It overran the engine's stack."""
    return Answer.refusal(400, "the query nests too deep for the engine; write it with fewer brackets inside brackets")


def too_busy(limits: Limits) -> Answer:
    """No worker became free in time."""
    return Answer.refusal(503, f"all {limits.workers} workers are busy; try again", retry_after=max(1, round(limits.seconds)))


def cut_off() -> Answer:
    """Its worker was ended by somebody else."""
    return Answer.refusal(503, "the query was ended before it had an answer; ask again", retry_after=1)
