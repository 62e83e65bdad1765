# What the other programs here have in common.


def day(date, precision):
    # The middle of a month or year stands for a date known no better.
    return {"MONTH": date.replace(day=15), "YEAR": date.replace(month=7, day=1)}.get(precision, date)
