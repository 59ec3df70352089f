"""Many profiles at once: the same advice as `advise`, in columns."""

from advisor.batch.codes import Codes, coding
from advisor.batch.weighing import Kernel, Weighings, kernel

__all__ = ["Codes", "Kernel", "Weighings", "coding", "kernel"]
