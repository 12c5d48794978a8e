"""A Google Cloud Storage server on loopback, and one that answers every question with the same refusal."""

from __future__ import annotations

import http.server
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

BUCKET = "lesions"
HOST = "STORAGE_EMULATOR_HOST"  # what gcsfs asks for a server other than Google's


@contextmanager
def emulator() -> Iterator[str]:
    """Serve an empty bucket from memory; yields its URL."""
    from gcp_storage_emulator.server import create_server

    server = create_server("127.0.0.1", 0, in_memory=True, default_bucket=BUCKET)
    server.start()
    try:
        with _asked_instead(server._api._httpd.server_port):
            yield f"gs://{BUCKET}"
    finally:
        server.stop()


@contextmanager
def refusing(code: int) -> Iterator[None]:
    """Serve nothing but an HTTP status."""

    class Refusal(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            content = b'{"error": {"code": %d, "message": "no access"}}' % code
            self.send_response(code)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Refusal) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            with _asked_instead(server.server_port):
                yield
        finally:
            server.shutdown()


@contextmanager
def _asked_instead(port: int) -> Iterator[None]:
    import gcsfs

    before = os.environ.get(HOST)
    os.environ[HOST] = f"http://127.0.0.1:{port}"
    gcsfs.GCSFileSystem.clear_instance_cache()  # instances remember the server they were made for
    try:
        yield
    finally:
        gcsfs.GCSFileSystem.clear_instance_cache()
        os.environ.pop(HOST)
        if before is not None:
            os.environ[HOST] = before
