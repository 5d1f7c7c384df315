"""Pence said as pounds."""


def pounds(pence: int) -> str:
    """`1560` is "£15.60"; whole pounds keep their pence, so that columns line up."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02}"
