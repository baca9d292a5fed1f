from smartregion.privacy.views.mine import my_data, my_data_delete, my_data_file
from smartregion.privacy.views.office import paper, paper_file, retention

__all__ = ["my_data", "my_data_delete", "my_data_file", "paper", "paper_file", "retention"]
