import numpy as np

from dashboard.figures.cell_clicks import cell_clicks


def test_marks_stand_row_by_row_and_are_never_seen():
    trace = cell_clicks(3, size=9, hover=[str(place) for place in range(9)], customdata=np.arange(9)[:, None])
    assert list(zip(trace.y, trace.x, trace.hovertext, strict=True))[5] == (1, 2, "5")
    assert trace.customdata[5] == [5]
    looks = (trace.marker, trace.selected.marker, trace.unselected.marker)
    assert [look.opacity for look in looks] == [0, 0, 0]
