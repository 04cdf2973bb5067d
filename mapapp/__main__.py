"""`python -m mapapp`."""

from mapapp.command import main

if __name__ == "__main__":
    raise SystemExit(main())
