"""One linear programme asked many times."""

import numpy as np

from qaf.disclosure.solver import Solver


def test_the_goal_and_the_ends_may_change_and_nothing_is_printed(capfd):
    low, high = np.zeros(3), np.full(3, 9.0)
    solver = Solver([[(0, 1.0), (1, 1.0), (2, -1.0)]], np.array([5.0]), low, high)
    assert solver.best({0: 1.0}, low, high)[0] == 0
    assert solver.best({0: -1.0}, low, high)[0] == 9
    assert solver.best({0: -1.0, 2: 10.0}, low, high).tolist() == [5, 0, 0]
    assert solver.best({0: -1.0}, low, np.array([9.0, 9.0, 1.0]))[0] == 6
    assert solver.best({0: -1.0}, low, np.array([1.0, 1.0, 9.0])) is None
    assert solver.best({2: -1.0}, low, high)[2] == 9, "an answer that was not there spoils none after it"
    assert capfd.readouterr() == ("", "")
