"""How Gunicorn serves the site, embedded and scaled: `gunicorn --config python:dls.web_server`."""

from dls.env import env, number

wsgi_app = "dls.wsgi:application"
bind = [env("BIND", "0.0.0.0:8000")]  # in a container; embedded has a socket of its own
worker_class = "gthread"
workers = number("WEB_PROCESSES", 1)
threads = number("WEB_THREADS", 8)
preload_app = True
timeout = 60
graceful_timeout = 6
keepalive = 15
max_requests = number("WEB_MAX_REQUESTS", 20_000)
max_requests_jitter = 2_000
limit_request_line = 8_190
limit_request_fields = 60
limit_request_field_size = 16_380
control_socket_disable = True
accesslog = None  # the site writes its own lines, with request ids
loglevel = "warning"
worker_tmp_dir = "/dev/shm"  # noqa: S108 -- its heartbeat must not wait for a disk
