.PHONY: run test
run test:
	@echo "see README.md"
