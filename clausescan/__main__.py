"""`python -m clausescan`."""

from clausescan.cli.main import main

if __name__ == "__main__":
    main()
