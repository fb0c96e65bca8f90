"""Who may see screens, registers and signals of a class.

Writing asks the permissions of the courses' room: whoever may keep a register may show its codes.
"""

import rules

from training.courses.permissions import sees, teaches

rules.add_perm("checkin.show_codes", teaches)
rules.add_perm("checkin.view_signals", sees)
