"""How fast the office answers, and how long it keeps who asked."""

from config import env

# Working days until a question, an error on the site, or a low rating must be answered.
ENQUIRY_WORKING_DAYS = env.number("ENQUIRY_WORKING_DAYS", 5)
# Name and telephone of who asked are erased so many days after the answer (`forget_enquirers`).
ENQUIRY_CONTACT_DAYS = env.number("ENQUIRY_CONTACT_DAYS", 180)
