"""What the scheduler calls, and when (in the county's time)."""

from celery.schedules import crontab

from smartregion.settings.jobs import JOB_SWEEP_SECONDS

CELERY_BEAT_SCHEDULE = {
    "sweep-jobs": {
        "task": "smartregion.core.tasks.sweep_jobs",
        "schedule": JOB_SWEEP_SECONDS,
        "options": {"expires": JOB_SWEEP_SECONDS * 2},
    },
    # Answers that came since are counted as well; columns make it fast again.
    "pack-answers": {
        "task": "participation.surveys.tasks.pack_answers",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # Letters that are due are written, and what waits in the outbox is sent.
    "deliver-letters": {
        "task": "smartregion.notices.tasks.deliver",
        "schedule": 60,
        "options": {"expires": 60},
    },
    # What has waited for moderation for more than a working day.
    "remind-moderation": {
        "task": "participation.contributions.tasks.remind_moderation",
        "schedule": crontab(minute=7),
    },
    # At night, in the county's time: everything that is kept no longer, by the rules beside the models.
    "keep-retention": {
        "task": "smartregion.privacy.tasks.keep_retention",
        "schedule": crontab(hour=3, minute=17),
    },
    # At night: whether every link from what people said to the reports leads somewhere.
    "check-thread": {
        "task": "participation.contributions.tasks.check_thread",
        "schedule": crontab(hour=4, minute=7),
    },
    # In the morning: topics whose promised answer is near, or late.
    "remind-of-answers": {
        "task": "participation.forums.tasks.remind_of_answers",
        "schedule": crontab(hour=7, minute=3),
    },
    # In the morning: deadlines of grants that are near, or were missed.
    "remind-of-deadlines": {
        "task": "measures.tasks.remind_of_deadlines",
        "schedule": crontab(hour=7, minute=13),
    },
    # From the morning on: reports that are asked for. Nobody is written to twice a day, so the later
    # rounds only find who became responsible since, or whom a letter did not reach.
    "ask-for-reports": {
        "task": "measures.tasks.ask_for_reports",
        "schedule": crontab(hour="7-17", minute=23),
    },
    # In the morning: values of indicators whose day has come.
    "ask-for-values": {
        "task": "measures.tasks.ask_for_values",
        "schedule": crontab(hour=7, minute=17),
    },
    # Whoever registered for what begins soon hears of it.
    "remind-registered": {
        "task": "participation.events.tasks.remind_registered",
        "schedule": crontab(minute=11),
    },
    # What somebody wrote without an account and never confirmed.
    "forget-guest-posts": {
        "task": "participation.forums.tasks.forget_guest_posts",
        "schedule": crontab(minute=21),
    },
    # Who wanted to follow a measure without an account and never confirmed it.
    "forget-follow-requests": {
        "task": "measures.tasks.forget_follow_requests",
        "schedule": crontab(minute=26),
    },
    # Every hour, so that the order in which answers came is nowhere for long.
    "forget-arrival": {
        "task": "participation.surveys.tasks.forget_arrival",
        "schedule": crontab(minute=41),
    },
}
