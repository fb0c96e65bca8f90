"""Codes on the classroom's screen: how long they live, when they may be scanned, what looks passed on."""

from config import env

# A new code every 15 seconds; each is accepted for a minute after it was first shown.
CHECKIN_CODE_SECONDS = 15
CHECKIN_ACCEPTED_SECONDS = env.number("CHECKIN_ACCEPTED_SECONDS", 60)
# How far two clocks may be apart, either way.
CHECKIN_SKEW_SECONDS = env.number("CHECKIN_SKEW_SECONDS", 10)
# A record that could not be sent is taken for ten minutes.
CHECKIN_LATE_MINUTES = env.number("CHECKIN_LATE_MINUTES", 10)
# A courier's own code, which the trainer scans: a new one every 30 seconds, accepted for two minutes.
CHECKIN_PERSON_SECONDS = 30
CHECKIN_PERSON_ACCEPTED_SECONDS = 120
# Check-in opens so long before a lesson, check-out closes so long after it.
CHECKIN_EARLY_MINUTES = env.number("CHECKIN_EARLY_MINUTES", 60)
CHECKIN_AFTER_MINUTES = env.number("CHECKIN_AFTER_MINUTES", 60)
# Who comes or goes within so many minutes of the bell was there from, or to, the bell.
ATTENDANCE_GRACE_MINUTES = env.number("ATTENDANCE_GRACE_MINUTES", 10)
# Signals: two people on one device within so many seconds, one person on two devices, scans far outside.
CHECKIN_SHARED_DEVICE_SECONDS = env.number("CHECKIN_SHARED_DEVICE_SECONDS", 120)
CHECKIN_TWO_DEVICES_SECONDS = env.number("CHECKIN_TWO_DEVICES_SECONDS", 600)
CHECKIN_FAR_MINUTES = env.number("CHECKIN_FAR_MINUTES", 30)
