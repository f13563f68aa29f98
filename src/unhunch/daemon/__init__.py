"""The program that is always there: it observes, decides, keeps, shows and sleeps."""
