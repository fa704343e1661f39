-- Every fact that is not rejected
from facts where status is distinct from 'rejected'
